import {type PanelName, panelNames} from '../../config/options/panel-names.js';
import type {InputContext} from '../input/input-context.js';
import type {Action} from '../input/keys.js';
import type {Overlay, UiEvent, UiState} from '../state/ui-state.js';
import {menuEvents} from './menu-input.js';

/** A line of the menu. */
export type Option =
	| {readonly kind: 'panel'; readonly panel: PanelName}
	| {readonly kind: 'theme'}
	| {readonly kind: 'graph'}
	| {readonly kind: 'remember'};

const graphs = ['auto', 'braille', 'block', 'ascii'] as const satisfies readonly UiState['graph'][];

/** On a terminal that has nothing but ASCII there is but one kind of graph. */
export function optionsFor(isAscii: boolean): readonly Option[] {
	return [
		...panelNames.map(panel => ({kind: 'panel', panel}) as const),
		{kind: 'theme'},
		...(isAscii ? [] : [{kind: 'graph'} as const]),
		{kind: 'remember'},
	];
}

/** Enter and space change what is selected; the arrows to the sides go through what there is to choose from. */
export function optionEvents(
	key: string,
	action: Action | undefined,
	overlay: Overlay & {readonly kind: 'options'},
	{state, themeNames, isAscii, panels, pageRows}: InputContext,
	close: UiEvent,
): readonly UiEvent[] {
	const options = optionsFor(isAscii);
	const option = options[overlay.index];
	const isChosen = key === 'enter' || key === 'space';
	const step = key === 'left' ? -1 : isChosen || key === 'right' ? 1 : 0;
	if (option?.kind === 'panel' && isChosen) {
		return [{kind: 'toggle', panel: option.panel}];
	}

	if (option?.kind === 'theme' && step !== 0) {
		return [{kind: 'theme', theme: neighbour(themeNames, state.theme, step)}];
	}

	if (option?.kind === 'graph' && step !== 0) {
		return [{kind: 'graph', graph: neighbour(graphs, state.graph, step)}];
	}

	if (action === 'remember' || (option?.kind === 'remember' && isChosen)) {
		return [{kind: 'action', action: 'remember', panels}];
	}

	return action === 'options' ? [close] : menuEvents(action, overlay, {length: options.length, pageRows}, close);
}

function neighbour<Name extends string>(names: readonly Name[], name: Name, step: number): Name {
	return names[(names.indexOf(name) + step + names.length) % names.length] ?? name;
}
