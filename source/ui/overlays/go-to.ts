import {type PanelName, panelNames} from '../../config/options/panel-names.js';
import type {Sample} from '../../core/sample.js';
import type {Screen} from '../boxes/overlay-box.js';
import {fitLine, type Line, lineWidth, span} from '../drawing/line.js';
import type {MachineControls} from '../input/controls.js';
import {rowOf} from '../input/keys.js';
import {panels} from '../panels/registry.js';
import type {PressedKey} from './overlay-definition.js';

/** Keys that show a panel alone, after the key of `goTo`. */
const panelKeys = {
	processor: 'c',
	memory: 'm',
	disks: 'd',
	network: 'n',
	gpu: 'p',
	groups: 's',
	processes: 'l',
	pressure: 'r',
	limits: 'o',
	temperatures: 't',
	hardware: 'h',
	kernel: 'k',
	statistics: 'i',
	alerts: 'a',
} as const satisfies Readonly<Record<PanelName, string>>;

type Destination = {readonly key: string; readonly name: string; run(controls: MachineControls): void};

function destinations(sample: Sample | undefined): readonly Destination[] {
	return [
		{key: 'g', name: 'first row', run: controls => rowOf('first').run(controls)},
		{key: 'e', name: 'last row', run: controls => rowOf('last').run(controls)},
		...panelNames
			.filter(panel => panels[panel].count(sample) !== undefined)
			.map(
				(panel): Destination => ({
					key: panelKeys[panel],
					name: panel,
					run: controls => controls.change(ui => ({...ui, zoomed: panel})),
				}),
			),
	];
}

/** Draws the possible keys for the lower edge of the screen, in as many rows as they need and the screen has. */
export function drawGoTo(sample: Sample | undefined, {columns, rows}: Screen): readonly Line[] {
	const lines: Line[] = [];
	let last: Line = [span(' go to ', 'badge')];
	for (const {key, name} of destinations(sample)) {
		const entry: Line = [span(` ${key}`, 'key'), span(` ${name} `, 'text')];
		if (lineWidth(last) + lineWidth(entry) > columns) {
			lines.push(last);
			last = entry;
		} else {
			last = [...last, ...entry];
		}
	}

	lines.push(last);
	return lines.slice(0, Math.max(1, rows)).map(line => fitLine(line, columns));
}

/** Handles the key after that of `goTo`. Any other key only ends it. */
export function handleGoToKey({name}: PressedKey, controls: MachineControls): void {
	controls.open(undefined);
	destinations(controls.monitor().sample)
		.find(({key}) => key === name)
		?.run(controls);
}
