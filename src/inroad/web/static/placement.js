// Placement by keyboard: the letter beside an option chooses it.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.closest("input, textarea")) return;
  const wanted = [...document.querySelectorAll("#placement button kbd")].find((key) => key.textContent === event.key);
  wanted?.parentElement.click();
});
