// What is still being worked out comes into the page when it is there, without moving anything that the reader
// is at.  Without script the page opens anew by itself.

const PAUSE = 1500;

async function look() {
  const answer = await fetch(location.href).catch(() => null); // the server may be starting again
  if (answer && answer.status !== 202 && document.querySelector('[data-waits="all"]')) {
    location.reload();
    return;
  }
  if (answer) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of document.querySelectorAll("[data-waits]")) {
      const now = fresh.getElementById(old.id);
      if (now) old.replaceWith(now);
    }
  }
  if (document.querySelector("[data-waits]")) setTimeout(look, PAUSE);
}

if (document.querySelector("[data-waits]")) setTimeout(look, PAUSE);
