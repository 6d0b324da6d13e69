from nerkit.cli import main

main()
