import type {Action} from '../keys.js';
import {type PanelName, panelNames} from '../panel-name.js';
import type {Overlay, UiEvent, UiState} from '../ui-state.js';
import {menuEvents} from './menu-input.js';

/** A line of the menu. */
export type Option =
	| {readonly kind: 'panel'; readonly panel: PanelName}
	| {readonly kind: 'theme'}
	| {readonly kind: 'remember'};

export const options: readonly Option[] = [
	...panelNames.map(panel => ({kind: 'panel', panel}) as const),
	{kind: 'theme'},
	{kind: 'remember'},
];

/** Enter and space change what is selected, the arrows to the sides go through the themes. */
export function optionEvents(
	key: string,
	action: Action | undefined,
	overlay: Overlay & {readonly kind: 'options'},
	{theme}: UiState,
	themeNames: readonly string[],
): readonly UiEvent[] {
	const option = options[overlay.index];
	const isChosen = key === 'enter' || key === 'space';
	const step = key === 'left' ? -1 : isChosen || key === 'right' ? 1 : 0;
	switch (option?.kind) {
		case 'panel':
			if (isChosen) {
				return [{kind: 'toggle', panel: option.panel}];
			}

			break;
		case 'theme':
			if (step !== 0) {
				return [{kind: 'theme', theme: neighbour(themeNames, theme, step)}];
			}

			break;
		case 'remember':
			if (isChosen) {
				return [{kind: 'remember'}];
			}

			break;
		case undefined:
			break;
		default:
			option satisfies never;
	}

	const close: UiEvent = {kind: 'overlay', overlay: undefined};
	return action === 'options' ? [close] : menuEvents(action, overlay, options.length, close);
}

function neighbour(names: readonly string[], name: string, step: number): string {
	return names[(names.indexOf(name) + step + names.length) % names.length] ?? name;
}
