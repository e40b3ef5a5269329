import {ScrolledPage} from '../boxes/scrolled-page.js';
import type {Appearance} from '../drawing/appearance.js';
import {fitLine, type Line, lineWidth, span} from '../drawing/line.js';
import {wrapped} from '../drawing/text.js';
import {useAppearance, useScreen} from '../hooks/services.js';
import {type ActionGroup, actionGroups} from '../input/action-groups.js';
import {keysText} from '../input/key-label.js';
import {rowOf} from '../input/keys.js';
import type {KeyBinding} from '../state/key-binding.js';
import type {ScreenSettings} from '../state/screen-settings.js';
import {legend} from './legend.js';

const minColumnWidth = 56;
const gap = '  ';

type Entry = readonly [keys: Line, text: string];

/** Draws the help from the key table: groups of actions, in as many columns as there is room for, and a legend. */
export function helpLines(
	{bindings, preset}: Pick<ScreenSettings, 'bindings' | 'preset'>,
	{isAscii, glyphs}: Pick<Appearance, 'isAscii' | 'glyphs'>,
): (width: number) => readonly Line[] {
	const groups: readonly (readonly [title: string, entries: readonly Entry[]])[] = [
		...(Object.keys(actionGroups) as readonly ActionGroup[]).map(
			group => [actionGroups[group], entriesOf(group, bindings, isAscii)] as const,
		),
		['Legend', legend(glyphs)],
	];
	const keysWidth = Math.max(...groups.flatMap(([, entries]) => entries.map(([keys]) => lineWidth(keys)))) + 2;
	return width => {
		const count = Math.max(1, Math.min(3, Math.floor((width + gap.length) / (minColumnWidth + gap.length))));
		const columnWidth = Math.floor((width - (count - 1) * gap.length) / count);
		const drawn = groups
			.filter(([, entries]) => entries.length > 0)
			.map(([title, entries]) => drawGroup(title, entries, {width: columnWidth, keysWidth}));
		const columns = inColumns(drawn, count);
		const height = Math.max(...columns.map(({length}) => length));
		const intro: readonly Line[] = preset === 'default' ? [] : [[span(`keys of ${preset}`, 'muted')], []];
		return [
			...intro,
			...Array.from({length: height}, (_, row) =>
				columns.flatMap((column, index) => [
					...fitLine(column[row] ?? [], columnWidth),
					...(index < count - 1 ? [span(gap)] : []),
				]),
			),
		];
	};
}

function entriesOf(group: ActionGroup, bindings: readonly KeyBinding[], isAscii: boolean): readonly Entry[] {
	return bindings
		.filter(({action, keys}) => rowOf(action).group === group && keys.length > 0)
		.map(({keys, description}) => [[span(keysText(keys, isAscii), 'key')], description]);
}

type Widths = {readonly width: number; readonly keysWidth: number};

function drawGroup(title: string, entries: readonly Entry[], {width, keysWidth}: Widths): readonly Line[] {
	return [
		[span(title, 'title')],
		...entries.flatMap(([keys, text]) =>
			wrapped(text, Math.max(1, width - keysWidth)).map(
				(part, row): Line => [...fitLine(row === 0 ? keys : [], keysWidth), span(part)],
			),
		),
	];
}

/** Distributes groups over columns of about equal height, with a blank line between two groups. */
function inColumns(groups: readonly (readonly Line[])[], count: number): readonly (readonly Line[])[] {
	const total = groups.reduce((sum, group) => sum + group.length + 1, 0);
	const columns: Line[][] = [[]];
	let used = 0;
	for (const group of groups) {
		const last = columns.at(-1) ?? [];
		const isNext = used + group.length / 2 > (total * columns.length) / count;
		if (isNext && columns.length < count) {
			columns.push([...group]);
		} else {
			last.push(...(last.length > 0 ? [[]] : []), ...group);
		}

		used += group.length + 1;
	}

	return columns;
}

export function Help(props: {readonly scroll: number; readonly width: number; readonly height: number}) {
	const settings = useScreen(state => state.settings);
	const appearance = useAppearance();
	return <ScrolledPage title="Keys" linesFor={helpLines(settings, appearance)} {...props} />;
}
