import {type PanelName, panelNames} from '../../config/options/panel-names.js';
import {type Line, span} from '../drawing/line.js';
import {fit} from '../drawing/text.js';
import {rowOf} from '../input/keys.js';
import {panels} from '../panels/registry.js';
import {togglePanel, type UiState} from '../state/ui-state.js';
import {handleMenuKey} from './menu.js';
import type {OverlayDefinition} from './overlay-definition.js';

/** A line of the options menu. */
type Option =
	| {readonly kind: 'panel'; readonly panel: PanelName}
	| {readonly kind: 'theme'}
	| {readonly kind: 'graph'}
	| {readonly kind: 'remember'};

const graphs = ['auto', 'braille', 'block', 'ascii'] as const satisfies readonly UiState['graph'][];

/** Returns the lines of the menu. An ASCII terminal has only one graph style. */
function optionsFor(isAscii: boolean): readonly Option[] {
	return [
		...panelNames.map(panel => ({kind: 'panel', panel}) as const),
		{kind: 'theme'},
		...(isAscii ? [] : [{kind: 'graph'} as const]),
		{kind: 'remember'},
	];
}

const nameWidth = 14;
const entryWidth = 50;
/** Fits every entry without its note. */
const entryWidthWithoutNotes = 36;

/** Menu of panels, theme and graph style. Enter and space change an entry; left and right step through its values. */
export const optionsMenu: OverlayDefinition<'options'> = {
	box({index}, {ui, monitor, appearance, columns}) {
		const {isAscii, glyphs} = appearance;
		const hasNotes = columns >= entryWidth + 4;
		const width = hasNotes ? entryWidth : Math.min(entryWidthWithoutNotes, columns - 4);
		const choice = (name: string, value: string): string =>
			`    ${name.padEnd(nameWidth)}${glyphs.left} ${value} ${glyphs.right}`;
		const textOf = (option: Option): string => {
			switch (option.kind) {
				case 'panel': {
					const {panel} = option;
					const {count, meaning} = panels[panel];
					const note = !hasNotes ? '' : count(monitor.sample) === undefined ? 'nothing to show' : meaning;
					return `[${ui.hidden.includes(panel) ? ' ' : 'x'}] ${panel.padEnd(nameWidth)}${note}`;
				}

				case 'theme':
					return choice('theme', ui.theme);
				case 'graph':
					return choice('graph style', ui.graph);
				case 'remember':
					return `${hasNotes ? '    ' : ''}save to the configuration`;
				default:
					return option satisfies never;
			}
		};
		return {
			title: 'Options',
			detail: [span('Enter changes', 'muted')],
			lines: optionsFor(isAscii).map(
				(option, line): Line => [span(fit(` ${textOf(option)}`, width), line === index ? 'selected' : 'text')],
			),
			selected: index,
		};
	},
	handleKey(key, overlay, controls) {
		const {name, action} = key;
		const options = optionsFor(controls.services.appearance().isAscii);
		const option = options[overlay.index];
		const isChosen = name === 'enter' || name === 'space';
		const step = name === 'left' ? -1 : isChosen || name === 'right' ? 1 : 0;
		if (option?.kind === 'panel' && isChosen) {
			controls.change(ui => togglePanel(ui, option.panel));
		} else if (option?.kind === 'theme' && step !== 0) {
			controls.change(ui => ({...ui, theme: neighbour(controls.settings().themeNames, ui.theme, step)}));
		} else if (option?.kind === 'graph' && step !== 0) {
			controls.change(ui => ({...ui, graph: neighbour(graphs, ui.graph, step)}));
		} else if (action === 'remember' || (option?.kind === 'remember' && isChosen)) {
			rowOf('remember').run(controls);
		} else if (action === 'options') {
			controls.open(undefined);
		} else {
			handleMenuKey(key, overlay, options.length, controls);
		}
	},
};

function neighbour<Name extends string>(names: readonly Name[], name: Name, step: number): Name {
	return names[(names.indexOf(name) + step + names.length) % names.length] ?? name;
}
