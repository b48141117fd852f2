// Times inside the page, from the event of the input device to the frame after the one that shows its effect.
window.watch = (() => {
    const moves = [];
    let slider = null;
    let shownBy = null;
    let touchedAt = 0;

    // The second callback comes when the frame that the first prepared is on the screen.
    const painted = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))));

    // When the device was touched, not when the page came round to it.
    for (const name of ["keydown", "pointermove", "pointerdown"]) {
        window.addEventListener(name, event => { touchedAt = event.timeStamp; }, true);
    }

    document.addEventListener("input", event => {
        if (event.target === slider) {
            moves.push({ at: touchedAt, value: slider.valueAsNumber, took: null });
        }
    }, true);

    const read = () => {
        const word = document.querySelector(shownBy);
        return word ? Number(word.textContent.replace("−", "-")) : null;
    };

    return {
        start(sliderName, panel, word) {
            slider = document.querySelector(`input[type=range][aria-label="${sliderName}"]`);
            shownBy = word;
            new MutationObserver(() => {
                // The newest move with the value that the panel shows is on screen, and those before it are outdated.
                const value = read();
                const newest = moves.findLastIndex(move => move.value === value);
                painted().then(now => {
                    for (const move of moves.slice(0, newest + 1)) {
                        move.took ??= now - move.at;
                    }
                });
            }).observe(document.querySelector(panel), { subtree: true, childList: true, characterData: true, attributes: true });
        },

        // What was measured since the last time.
        take() {
            return moves.splice(0).map(move => move.took);
        },

        isSettled: () => moves.every(move => move.took !== null),

        // An event that the server answers with one field drawn anew: the least that a circuit takes.
        async bare(name) {
            const number = document.querySelector(`input[type=number][aria-label="${name}, points"]`);
            const row = number.closest(".point");
            const changed = new Promise(resolve => {
                const observer = new MutationObserver(() => { observer.disconnect(); resolve(); });
                observer.observe(row, { subtree: true, childList: true, characterData: true });
            });
            const start = performance.now();
            number.value = "";
            number.dispatchEvent(new Event("change", { bubbles: true }));
            await changed;
            return await painted() - start;
        },
    };
})();
