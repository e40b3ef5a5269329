import {type Line, span} from '../drawing/line.js';
import {fit} from '../drawing/text.js';
import type {MachineControls} from '../input/controls.js';
import {keysText} from '../input/key-label.js';
import {type EditedLine, edited, withPasted} from '../state/line-editor.js';
import type {Overlay} from '../state/ui-state.js';
import {commandsOf, matchingCommands} from './commands.js';
import {menuIndex} from './menu.js';
import type {OverlayDefinition} from './overlay-definition.js';
import {drawInput} from './prompt.js';

const maxWidth = 76;
const keysWidth = 14;
const label = ' : ';

/** The command palette: an input line, and below it the commands that match. Enter runs the selected one. */
export const palette: OverlayDefinition<'palette'> = {
	box({line, index}, {settings, columns, appearance: {isAscii}}) {
		const width = Math.min(maxWidth, columns - 4);
		const found = matchingCommands(commandsOf(settings), line.text);
		const rows = found.map(({description, keys}, row): Line => {
			const text = ` ${fit(keysText(keys, isAscii), keysWidth)}${description}`;
			return [span(fit(text, width), row === index ? 'selected' : 'text')];
		});
		return {
			title: 'Commands',
			detail: [span('Enter runs, Esc closes', 'muted')],
			head: [[span(label, 'key'), ...drawInput(line, width - label.length)]],
			lines: rows.length > 0 ? rows : [[span(fit(' no command matches', width), 'muted')]],
			selected: Math.min(index, found.length - 1),
		};
	},
	handleKey(key, overlay, controls) {
		const {line, index} = overlay;
		const found = matchingCommands(commandsOf(controls.settings()), line.text);
		const step = steps[key.name];
		if (key.name === 'escape') {
			controls.open(undefined);
		} else if (key.name === 'enter') {
			controls.open(undefined);
			found[index]?.run(controls);
		} else if (step) {
			controls.open({...overlay, index: menuIndex(index, step, found.length, controls.pageRows())});
		} else {
			type(edited(line, key.name), overlay, controls);
		}
	},
};

/** Keys that select a command. All others edit the line. */
const steps: Readonly<Record<string, {readonly rows: number} | {readonly pages: number}>> = {
	up: {rows: -1},
	'ctrl+p': {rows: -1},
	down: {rows: 1},
	'ctrl+n': {rows: 1},
	pageup: {pages: -1},
	pagedown: {pages: 1},
};

export function handlePalettePaste(pasted: string, overlay: Overlay<'palette'>, controls: MachineControls): void {
	type(withPasted(overlay.line, pasted), overlay, controls);
}

function type(line: EditedLine, overlay: Overlay<'palette'>, controls: MachineControls): void {
	controls.open({...overlay, line, index: line.text === overlay.line.text ? overlay.index : 0});
}
