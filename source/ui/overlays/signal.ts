import {span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {listedProcesses} from '../processes/listed.js';
import {processKey} from '../processes/rows.js';
import {signals} from '../processes/signals.js';
import {handleMenuKey} from './menu.js';
import {menuLines} from './menu-lines.js';
import type {OverlayDefinition} from './overlay-definition.js';

/** Menu of signals. A signal must be confirmed, so that an accidental key never ends a process. */
export const signalMenu: OverlayDefinition<'signal'> = {
	box({processKey: requested, index, isConfirming}, {monitor}) {
		const process = listedProcesses(monitor).find(candidate => processKey(candidate) === requested);
		const signal = signals[index];
		if (!process || !signal) {
			return {title: 'Signal', lines: [[span('This process has exited.', 'muted')]]};
		}

		const name = `${printable(process.name)} (${process.pid})`;
		return isConfirming
			? {
					title: `Send ${signal.name} to ${name}?`,
					lines: [[span(signal.meaning, 'muted')], [span('y', 'key'), span(' sends it, any other key cancels')]],
				}
			: {
					title: `Signal to ${name}`,
					detail: [span('Enter selects', 'muted')],
					lines: menuLines(
						signals.map(({name: entry, meaning}) => [entry, meaning] as const),
						index,
					),
					selected: index,
				};
	},
	handleKey(key, overlay, controls) {
		if (!overlay.isConfirming) {
			if (key.name === 'enter') {
				controls.open({...overlay, isConfirming: true});
			} else {
				handleMenuKey(key, overlay, signals.length, controls);
			}

			return;
		}

		controls.open(undefined);
		const process = listedProcesses(controls.monitor()).find(candidate => processKey(candidate) === overlay.processKey);
		const signal = signals[overlay.index]?.name;
		if (key.name === 'y' && process && signal) {
			try {
				controls.settings().service.signal?.(process, signal);
			} catch (error) {
				controls.open({kind: 'message', text: error instanceof Error ? error.message : String(error)});
			}
		}
	},
};
