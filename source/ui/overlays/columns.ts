import {defaultProcessColumns, type ProcessColumn, processColumns} from '../../config/options/process-columns.js';
import {span} from '../drawing/line.js';
import {fit} from '../drawing/text.js';
import {fields} from '../processes/fields.js';
import {withProcesses} from '../state/ui-state.js';
import {handleMenuKey} from './menu.js';
import type {OverlayDefinition} from './overlay-definition.js';

const nameWidth = Math.max(...processColumns.map(({length}) => length)) + 2;
const entryWidth = 60;

/** Returns the entries of the menu: the chosen columns in their order, then the others. */
function entriesOf(chosen: readonly ProcessColumn[]): readonly ProcessColumn[] {
	return [...chosen, ...processColumns.filter(column => !chosen.includes(column))];
}

/** Menu of columns. Enter and space add one at the end, before the command, or remove it; left and right move it; `=` restores the default columns. */
export const columnMenu: OverlayDefinition<'columns'> = {
	box({index}, {ui, columns, appearance: {glyphs}}) {
		const chosen = ui.processes.columns;
		return {
			title: 'Columns',
			detail: [span(`Enter adds, removes ${glyphs.separator} ${glyphs.left} ${glyphs.right} move`, 'muted')],
			lines: entriesOf(chosen).map((name, line) => {
				const text = ` [${chosen.includes(name) ? 'x' : ' '}] ${name.padEnd(nameWidth)}${fields[name].meaning}`;
				return [span(fit(text, Math.min(entryWidth, columns - 4)), line === index ? 'selected' : 'text')];
			}),
			selected: index,
		};
	},
	handleKey(key, overlay, controls) {
		const chosen = controls.ui().processes.columns;
		const entries = entriesOf(chosen);
		const name = entries[overlay.index];
		const choose = (columns: readonly ProcessColumn[], index: number): void =>
			controls.change(ui => ({...withProcesses(ui, {columns}), overlay: {...overlay, index}}));
		const step = key.name === 'left' ? -1 : key.name === 'right' ? 1 : 0;
		if (name && (key.name === 'enter' || key.name === 'space')) {
			if (chosen.includes(name)) {
				choose(chosen.length === 1 ? chosen : chosen.filter(column => column !== name), overlay.index);
			} else {
				const end = chosen.at(-1) === 'command' ? chosen.length - 1 : chosen.length;
				choose([...chosen.slice(0, end), name, ...chosen.slice(end)], end);
			}
		} else if (name && step !== 0) {
			const at = chosen.indexOf(name);
			const target = Math.max(0, Math.min(chosen.length - 1, at + step));
			if (at !== -1) {
				const others = chosen.filter(column => column !== name);
				choose([...others.slice(0, target), name, ...others.slice(target)], target);
			}
		} else if (key.name === '=') {
			choose(defaultProcessColumns, 0);
		} else if (key.action === 'columns') {
			controls.open(undefined);
		} else {
			handleMenuKey(key, overlay, entries.length, controls);
		}
	},
};
