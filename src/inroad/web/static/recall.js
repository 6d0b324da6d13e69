// Cards by keyboard: space shows the answer, 1 to 4 grade it.  Without script the same buttons do it.

const form = document.getElementById("card");
if (form) {
  const [words, answer] = [form.elements.answer, form.querySelector("details")];
  const grades = [...form.querySelectorAll("[name=grade]")];
  form.querySelector(".scripted").hidden = false;

  const show = () => {
    answer.open = true;
    words.blur();
    grades[2].focus({ preventScroll: true });
    answer.scrollIntoView({ block: "nearest" });
  };
  let sent = false;
  form.addEventListener("submit", (event) => {
    // A key that is held down must not grade the next card, too.
    if (sent) event.preventDefault();
    sent = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.altKey || event.metaKey) return;
    const typing = event.target === words;
    if (event.ctrlKey && !(typing && event.key === "Enter")) return;
    const elsewhere = event.target.closest("input, button, a, summary, textarea") && !typing;
    if (!answer.open && ((typing && event.ctrlKey) || (!typing && !elsewhere && event.key === " "))) {
      event.preventDefault();
      show();
    } else if (answer.open && !typing && /^[1-4]$/.test(event.key)) {
      event.preventDefault();
      grades[event.key - 1].click();
    }
  });
  answer.addEventListener("toggle", () => { if (answer.open) show(); });
}
