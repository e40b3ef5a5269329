import {type PanelName, panelNames} from '../../config/options/panel-names.js';
import type {MonitorState} from '../../core/state.js';
import {panels} from '../panels/registry.js';
import type {Block} from './block.js';
import {type Content, layout} from './layout.js';

/** Returns the panel layout for a screen of that size. */
export function blockOf(state: MonitorState, hidden: readonly PanelName[], width: number, height: number): Block {
	return layout(width, height, contentOf(shapeOf(state), hidden));
}

/**
Returns the amount of content per panel as a primitive, so that the layout is computed again only when it changes.
*/
export function shapeOf({sample}: MonitorState): string {
	return panelNames.map(name => panels[name].count(sample) ?? '').join(' ');
}

/** Returns the content to lay out. Hidden panels are treated like those the machine does not have. */
export function contentOf(shape: string, hidden: readonly PanelName[]): Content {
	const counts = shape.split(' ');
	return {
		counts: Object.fromEntries(
			panelNames.flatMap((name, index) => (counts[index] ? [[name, Number(counts[index])]] : [])),
		),
		hidden,
	};
}
