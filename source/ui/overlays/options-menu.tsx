import {type Line, span} from '../drawing/line.js';
import {fit} from '../drawing/text.js';
import {useLook} from '../look.js';
import type {PanelName} from '../panel-name.js';
import {type Option, options} from './options-input.js';
import {OverlayBox} from './overlay-box.js';

const meanings: Readonly<Record<PanelName, string>> = {
	cpu: 'processor and load',
	memory: 'memory and swap',
	disks: 'space and traffic of mounts',
	network: 'traffic of interfaces',
	gpu: 'graphics cards',
	processes: 'who uses it',
	statistics: 'least, mean, p95 and most',
	alerts: 'what is wrong now',
	limits: 'of the container',
	pressure: 'who waits for what',
	temperatures: 'sensors',
};

const nameWidth = 14;
const entryWidth = 46;

export type OptionsMenuProps = {
	readonly index: number;
	readonly hidden: readonly PanelName[];
	readonly theme: string;
	readonly columns: number;
	readonly rows: number;
};

/** What is shown, and how. Where the machine has nothing to show, a panel stays away all the same. */
export function OptionsMenu({index, hidden, theme, ...place}: OptionsMenuProps) {
	const {isAscii} = useLook();
	const textOf = (option: Option): string => {
		switch (option.kind) {
			case 'panel':
				return `[${hidden.includes(option.panel) ? ' ' : 'x'}] ${option.panel.padEnd(nameWidth)}${meanings[option.panel]}`;
			case 'theme':
				return `    ${'colours'.padEnd(nameWidth)}${isAscii ? `< ${theme} >` : `◂ ${theme} ▸`}`;
			case 'remember':
				return '    remember this in the configuration';
			default:
				return option satisfies never;
		}
	};
	const lines = options.map(
		(option, line): Line => [span(fit(` ${textOf(option)}`, entryWidth), line === index ? 'selected' : 'text')],
	);
	// On a low screen the selected line stays in sight.
	const room = Math.max(1, place.rows - 2);
	const first = Math.max(0, Math.min(index - Math.floor(room / 2), lines.length - room));
	return (
		<OverlayBox
			title="Options"
			detail={[span('Enter changes', 'muted')]}
			lines={lines.slice(first, first + room)}
			{...place}
		/>
	);
}
