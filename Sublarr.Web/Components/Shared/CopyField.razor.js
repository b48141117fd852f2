// Copies inside the click itself: a round trip to the server in between costs the browser's permission.
export function attach(row) {
  const input = row.querySelector('input');
  const done = row.querySelector('[role=status]');
  row.querySelector('[data-copy]').addEventListener('click', async () => {
    const copied = await copy(input.dataset.value);
    done.textContent = copied ? 'Copied' : 'Select and copy it by hand';
    setTimeout(() => { done.textContent = ''; }, 2000);
  });
}

async function copy(text) {
  // Offered over HTTPS and on localhost alone.
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed here: the old way may be.
    }
  }

  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
