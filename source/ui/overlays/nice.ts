import {countOf} from '../../support/format.js';
import {span} from '../drawing/line.js';
import {rowOf} from '../input/keys.js';
import {nameOf, renice} from '../input/process-actions.js';
import {listedProcesses} from '../processes/listed.js';
import {taggedProcesses} from '../processes/tags.js';
import type {OverlayDefinition} from './overlay-definition.js';

const lowest = -20;
const highest = 19;

/** Input of a nice value. Up and down change it by one. */
export const niceInput: OverlayDefinition<'nice'> = {
	box({processKeys, typed}, {monitor}) {
		const processes = taggedProcesses(new Set(processKeys), listedProcesses(monitor));
		const [first] = processes;
		const now = first?.nice;
		const target = processes.length === 1 ? nameOf(first) : countOf(processes.length, 'process', 'processes');
		return {
			title: `Nice value of ${target}`,
			detail: [span('Enter applies', 'muted')],
			lines: [
				[
					span('nice ', 'muted'),
					span(typed === '' ? `${now ?? 0}` : typed, 'value'),
					span(' ', 'selected'),
					...(now === undefined || processes.length > 1 ? [] : [span(`  now ${now}`, 'muted')]),
				],
				[span(`${lowest} is scheduled first, ${highest} last. Below the`, 'muted')],
				[span('present value only with privileges.', 'muted')],
			],
		};
	},
	handleKey({name, action}, overlay, controls) {
		const {processKeys, typed, from} = overlay;
		const processes = taggedProcesses(new Set(processKeys), listedProcesses(controls.monitor()));
		const value = typed === '' || typed === '-' ? (processes[0]?.nice ?? 0) : Number(typed);
		const step = action && rowOf(action).step;
		if (name === 'enter') {
			controls.open(from);
			renice(controls, processes, {to: value});
		} else if (/^\d$/.test(name) || (name === '-' && typed === '')) {
			const next = `${typed}${name}`;
			controls.open(next === '-' || isNice(Number(next)) ? {...overlay, typed: next} : overlay);
		} else if (name === 'backspace') {
			controls.open({...overlay, typed: typed.slice(0, -1)});
		} else if (step && 'rows' in step) {
			const next = Math.max(lowest, Math.min(highest, value - step.rows));
			controls.open({...overlay, typed: String(next)});
		} else if (action === 'close' || action === 'nice') {
			controls.open(from);
		}
	},
};

function isNice(value: number): boolean {
	return value >= lowest && value <= highest;
}
