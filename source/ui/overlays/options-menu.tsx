import {OverlayBox} from '../boxes/overlay-box.js';
import {type Line, span} from '../drawing/line.js';
import {fit} from '../drawing/text.js';
import {useLook} from '../hooks/look.js';
import {useMonitor} from '../hooks/store-context.js';
import {contentOf, shapeOf} from '../layout/content.js';
import {panels} from '../panels/registry.js';
import type {UiState} from '../state/ui-state.js';
import {type Option, optionsFor} from './options-input.js';

const nameWidth = 14;
const entryWidth = 50;
/** ` remember this in the configuration` needs no more. */
const entryWidthWithoutNotes = 36;

export type OptionsMenuProps = {
	readonly index: number;
	readonly state: Pick<UiState, 'hidden' | 'theme' | 'graph'>;
	readonly columns: number;
	readonly rows: number;
};

/** What is shown, and how. */
export function OptionsMenu({index, state: {hidden, theme, graph}, ...place}: OptionsMenuProps) {
	const {isAscii, glyphs} = useLook();
	const shape = useMonitor(shapeOf);
	const {counts} = contentOf(shape, []);
	const hasNotes = place.columns >= entryWidth + 4;
	const width = hasNotes ? entryWidth : Math.min(entryWidthWithoutNotes, place.columns - 4);
	const choice = (name: string, value: string): string =>
		`    ${name.padEnd(nameWidth)}${glyphs.left} ${value} ${glyphs.right}`;
	const textOf = (option: Option): string => {
		switch (option.kind) {
			case 'panel': {
				const {panel} = option;
				const note = !hasNotes ? '' : counts[panel] === undefined ? 'nothing to show now' : panels[panel].meaning;
				return `[${hidden.includes(panel) ? ' ' : 'x'}] ${panel.padEnd(nameWidth)}${note}`;
			}

			case 'theme':
				return choice('colours', theme);
			case 'graph':
				return choice('graphs', graph);
			case 'remember':
				return `${hasNotes ? '    ' : ''}remember this in the configuration`;
			default:
				return option satisfies never;
		}
	};
	const lines = optionsFor(isAscii).map(
		(option, line): Line => [span(fit(` ${textOf(option)}`, width), line === index ? 'selected' : 'text')],
	);
	return (
		<OverlayBox title="Options" detail={[span('Enter changes', 'muted')]} lines={lines} selected={index} {...place} />
	);
}
