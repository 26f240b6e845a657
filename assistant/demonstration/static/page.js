// Copies the lines, and puts the address into them by which the browser reached this page: behind a proxy the server may
// know another one.

const here = new URL("../", import.meta.url).href;
const told = document.body.dataset.address;
const status = document.getElementById("copied");

for (const button of document.querySelectorAll("[data-copy]")) {
  const code = document.getElementById(button.dataset.copy);
  code.textContent = code.textContent.replace(told, here);
  button.hidden = !navigator.clipboard; // browsers give it to secure pages only
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    status.textContent = status.dataset.text;
    button.textContent = status.dataset.text;
  });
}
