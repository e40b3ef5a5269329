import {type PanelName, panelNames} from '../../config/options/panel-names.js';
import type {MonitorState} from '../../core/state.js';
import {panels} from '../panels/registry.js';
import type {Block} from './block.js';
import {type Content, layout} from './layout.js';

/** The panels on a screen of that size, where they stand. */
export function blockOf(state: MonitorState, hidden: readonly PanelName[], width: number, height: number): Block {
	return layout(width, height, contentOf(shapeOf(state), hidden));
}

/** How much there is to lay out, as a primitive: it changes rarely, and only then is the layout worked out again. */
export function shapeOf({sample}: MonitorState): string {
	return panelNames.map(name => panels[name].count(sample) ?? '').join(' ');
}

/** The layout treats what the user hid as what the machine does not have. */
export function contentOf(shape: string, hidden: readonly PanelName[]): Content {
	const counts = shape.split(' ');
	return {
		counts: Object.fromEntries(
			panelNames.flatMap((name, index) => (counts[index] ? [[name, Number(counts[index])]] : [])),
		),
		hidden,
	};
}
