import type {MonitorState} from '../../core/state.js';
import {known} from '../../metrics/reading.js';
import {absent, formatShortBytes} from '../../support/format.js';
import {Lines} from '../boxes/lines.js';
import type {Appearance} from '../drawing/appearance.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, lineWidth, span, spread} from '../drawing/line.js';
import {selectLeakWarning} from '../health/leak-warning.js';
import {useAppearance, useMonitor, useScreen, useUi} from '../hooks/services.js';
import {firstKey, keyLabel} from '../input/key-label.js';
import type {KeyBinding} from '../state/key-binding.js';
import {type FooterHint, type FooterScope, footerHints} from './footer-hints.js';
import {useStatus} from './status.js';

/** A key of the footer, with the text after it. */
export type FooterEntry = {
	/** Name of the key. */
	readonly key: string;
	readonly line: Line;
	/** First cell, and number of cells. */
	readonly left: number;
	readonly width: number;
};

/** What the footer shows. */
type FooterContent = FooterScope & {
	readonly bindings: readonly KeyBinding[];
	/** Resource usage of mon-tui; see `selectSelf`. */
	readonly self: string | undefined;
	readonly isLeaking: boolean;
};

/** The keys of the footer from left to right, and its right end. */
type FooterParts = {readonly entries: readonly FooterEntry[]; readonly right: Line};

/** Lays out the footer. */
export function footerParts(
	{bindings, self, isLeaking, ...scope}: FooterContent,
	width: number,
	{glyphs, isAscii}: Appearance,
): FooterParts {
	const right = drawSelf(self, isLeaking, glyphs);
	const options = {width, rightWidth: lineWidth(right), isAscii};
	return {entries: footerEntries(footerHints(scope), bindings, options), right};
}

/** Lays out the keys that fit beside the resource usage of mon-tui. Keys that share a text are entries of their own. */
function footerEntries(
	hints: readonly FooterHint[],
	bindings: readonly KeyBinding[],
	{width, rightWidth, isAscii}: {readonly width: number; readonly rightWidth: number; readonly isAscii: boolean},
): readonly FooterEntry[] {
	const entries: FooterEntry[] = [];
	const room = hints.some(({isTight}) => isTight) ? width : width - rightWidth - 1;
	let used = 0;
	for (const {keys, text, isTight = false} of hints) {
		const names = keys.flatMap(one => (typeof one === 'string' ? (firstKey(one, bindings) ?? []) : [one.key]));
		const lines = names.map((name, index): Line => {
			const label = span(`${isTight ? '' : ' '}${keyLabel(name, isAscii)}`, 'key');
			return index < names.length - 1 ? [label] : [label, span(`${isTight ? '' : ' '}${text} `, 'muted')];
		});
		const size = lines.reduce((sum, line) => sum + lineWidth(line), 0);
		if (used + size > room) {
			break;
		}

		for (const [index, line] of lines.entries()) {
			const key = names[index] ?? '';
			entries.push({key, line, left: used, width: lineWidth(line)});
			used += lineWidth(line);
		}
	}

	return entries;
}

/** Draws the resource usage of mon-tui for the right end of the footer. */
function drawSelf(self: string | undefined, isLeaking: boolean, glyphs: Glyphs): Line {
	const cost = isLeaking ? span(`${glyphs.warning} ${self}`, 'warning') : span(self ?? glyphs.more, 'muted');
	return [span('self ', 'muted'), cost, span(' ')];
}

export function Footer({width}: {readonly width: number}) {
	const bindings = useScreen(({settings}) => settings.bindings);
	const preset = useScreen(({settings}) => settings.preset);
	const ui = useUi(state => state);
	const {lagSeconds, playback} = useStatus();
	const self = useMonitor(selectSelf);
	const isLeaking = useMonitor(selectLeakWarning) !== undefined;
	const content = {ui, lagSeconds, playback, preset, bindings, self, isLeaking};
	const {entries, right} = footerParts(content, width, useAppearance());
	const line = spread(
		entries.flatMap(entry => entry.line),
		right,
		width,
	);
	return <Lines lines={[line]} width={width} height={1} />;
}

/** Returns the resource usage of mon-tui, rounded to what is shown so that unchanged text causes no redraw. */
export function selectSelf({sample}: MonitorState): string | undefined {
	const self = known(sample?.snapshot.readings.self);
	if (!self) {
		return undefined;
	}

	return `${shortPercent(self.cpuPercent)} ${formatShortBytes(Math.round(self.residentSetBytes / 2 ** 20) * 2 ** 20)}`;
}

/** Formats a percentage in a constant width, so that the hints beside it do not move. */
function shortPercent(percent: number | undefined): string {
	return percent === undefined ? absent : `${percent.toFixed(percent < 9.95 ? 1 : 0)}%`;
}
