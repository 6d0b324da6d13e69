from inroad.cli.progress import progress


def test_a_log_gets_one_line_a_stage(capsys):
    with progress() as tell:
        for done in range(3):
            tell("reading \x1b[31m", done, 3)
        tell("joining", 1, None)
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "reading �[31m\njoining\n"
