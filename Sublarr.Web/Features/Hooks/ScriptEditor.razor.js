// Colours a textarea: the same text lies coloured under it, and moves as it does. Undo, selection and reading aloud stay the browser's.
import highlighter from '../../lib/highlight/core.min.js';

const indentation = '    ';
const pause = 500;

// By the program in the first line; anything else is coloured as a shell script.
const languages = [
  [/python/, 'python'], [/node|bun|deno/, 'javascript'], [/perl/, 'perl'], [/ruby/, 'ruby'], [/php/, 'php'], [/lua/, 'lua'], [/pwsh/, 'powershell'],
];

export function attach(frame) {
  const numbers = frame.querySelector('.numbers');
  const sheet = frame.querySelector('.sheet pre');
  const code = sheet.querySelector('code');
  const area = frame.querySelector('textarea');
  let isLeaving = false;
  let told = area.value;
  let timer;

  const tell = () => {
    clearTimeout(timer);
    if (area.value !== told) {
      told = area.value;
      area.dispatchEvent(new Event('change', { bubbles: true }));
    }
  };
  const follow = () => {
    sheet.scrollTop = numbers.scrollTop = area.scrollTop;
    sheet.scrollLeft = area.scrollLeft;
  };
  const colour = async () => {
    const text = area.value;
    numbers.textContent = Array.from({ length: text.split('\n').length }, (_, line) => line + 1).join('\n');
    const language = await load(text);
    if (text === area.value) {
      // A last line break shows no line of its own in a pre, as it does in a textarea.
      code.innerHTML = highlighter.highlight(`${text}\n`, { language }).value;
      follow();
    }
  };

  area.addEventListener('input', () => {
    colour();
    clearTimeout(timer);
    timer = setTimeout(tell, pause);
  });
  area.addEventListener('change', () => { told = area.value; });
  area.addEventListener('scroll', follow);
  area.addEventListener('keydown', event => {
    if (event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && !event.altKey && !isLeaving) {
      event.preventDefault();
      document.execCommand('insertText', false, indentation);
    }

    isLeaving = event.key === 'Escape';
    if (isLeaving) {
      // A dialog or menu around it stays open: the key means the editor.
      event.stopPropagation();
    }
  });
  return colour();
}

async function load(text) {
  const first = text.startsWith('#!') ? text.slice(0, text.indexOf('\n') + 1 || undefined) : '';
  const language = languages.find(([program]) => program.test(first))?.[1] ?? 'bash';
  if (!highlighter.getLanguage(language)) {
    const grammar = await import(`../../lib/highlight/languages/${language}.min.js`);
    highlighter.registerLanguage(language, grammar.default);
  }

  return language;
}
