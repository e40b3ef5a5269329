import type {MonitorState} from '../../core/state.js';
import {known} from '../../metrics/reading.js';
import {absent, formatShortBytes} from '../../support/format.js';
import {Lines} from '../boxes/panel.js';
import {type Line, span, spread} from '../drawing/line.js';
import {selectLeakWarning} from '../health/leak-warning.js';
import {useAppearance, useMonitor, useScreen} from '../hooks/services.js';
import {keyLabel} from '../input/keys.js';
import type {KeyBinding} from '../state/key-binding.js';

/** Draws key hints on the left and the resource usage of mon-tui on the right. */
export function drawFooter(bindings: readonly KeyBinding[], self: Line, width: number): Line {
	const right: Line = [span('self ', 'muted'), ...self, span(' ')];
	const rightWidth = right.reduce((sum, part) => sum + part.width, 0);
	const left: Line[] = [];
	let used = 1;
	for (const {keys, hint} of bindings) {
		const [first] = keys;
		if (hint === undefined || first === undefined) {
			continue;
		}

		const entry: Line = [span(` ${keyLabel(first)}`, 'key'), span(` ${hint} `, 'muted')];
		const size = entry.reduce((sum, part) => sum + part.width, 0);
		if (used + size + rightWidth > width) {
			break;
		}

		left.push(entry);
		used += size;
	}

	return spread(left.flat(), right, width);
}

export function Footer({width}: {readonly width: number}) {
	const bindings = useScreen(({settings}) => settings.bindings);
	const self = useMonitor(selectSelf);
	const leaks = useMonitor(selectLeakWarning) !== undefined;
	const {glyphs} = useAppearance();
	const cost = leaks ? span(`${glyphs.warning} ${self}`, 'warning') : span(self ?? glyphs.more, 'muted');
	return <Lines lines={[drawFooter(bindings, [cost], width)]} width={width} height={1} />;
}

/** Returns the resource usage of mon-tui, rounded to what is shown so that unchanged text causes no redraw. */
function selectSelf({sample}: MonitorState): string | undefined {
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
