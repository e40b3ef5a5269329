import {known} from '../../metrics/reading.js';
import {OverlayBox} from '../boxes/overlay-box.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fit, wrapped} from '../drawing/text.js';
import {useMonitor} from '../hooks/store-context.js';
import {processKey} from '../processes/rows.js';
import {signals} from '../processes/signals.js';
import {sortKeys} from '../processes/sort.js';

type Place = {readonly columns: number; readonly rows: number};

const entryWidth = 44;
const mostMessageWidth = 100;

function menuLines(entries: readonly (readonly [string, string])[], selected: number): readonly Line[] {
	return entries.map(([name, meaning], index) => {
		const text = fit(` ${name.padEnd(10)}${meaning}`, entryWidth);
		return [span(text, index === selected ? 'selected' : 'text')];
	});
}

const sortMeanings: Readonly<Record<(typeof sortKeys)[number], string>> = {
	cpu: 'share of the processor now',
	memory: 'resident set size',
	time: 'processor time since the start',
	pid: 'number',
	user: 'owner, A to Z',
	threads: 'number of threads',
	name: 'name, A to Z',
};

export function SortMenu({index, ...place}: Place & {readonly index: number}) {
	const lines = menuLines(
		sortKeys.map(key => [key, sortMeanings[key]] as const),
		index,
	);
	return (
		<OverlayBox title="Sort by" detail={[span('Enter chooses', 'muted')]} lines={lines} selected={index} {...place} />
	);
}

export type SignalMenuProps = Place & {
	readonly processKey: string;
	readonly index: number;
	readonly isConfirming: boolean;
};

/** First which signal, then whether really: an accidental key never ends anything. */
export function SignalMenu({processKey: wanted, index, isConfirming, ...place}: SignalMenuProps) {
	const process = useMonitor(state =>
		known(state.sample?.snapshot.readings.processes)?.list?.find(candidate => processKey(candidate) === wanted),
	);
	const signal = signals[index];
	if (!process || !signal) {
		return <OverlayBox title="Signal" lines={[[span('This process has ended.', 'muted')]]} {...place} />;
	}

	const name = `${printable(process.name)} (${process.pid})`;
	return isConfirming ? (
		<OverlayBox
			title={`Send ${signal.name} to ${name}?`}
			lines={[[span(signal.meaning, 'muted')], [span('y', 'key'), span(' sends it, any other key does not')]]}
			{...place}
		/>
	) : (
		<OverlayBox
			title={`Signal to ${name}`}
			detail={[span('Enter chooses', 'muted')]}
			lines={menuLines(
				signals.map(({name: entry, meaning}) => [entry, meaning] as const),
				index,
			)}
			selected={index}
			{...place}
		/>
	);
}

export function Message({text, ...place}: Place & {readonly text: string}) {
	const lines = wrapped(printable(text), Math.max(1, Math.min(mostMessageWidth, place.columns - 4)));
	return (
		<OverlayBox
			title="mon-tui"
			detail={[span('Esc closes', 'muted')]}
			lines={lines.map((line): Line => [span(line)])}
			{...place}
		/>
	);
}
