import type {MonitorState} from '../../core/state.js';
import {OverlayBox, type Screen} from '../boxes/overlay-box.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {useMonitor} from '../hooks/services.js';

const maxWidth = 76;

/** Returns why neither CPU nor memory can be read, with a hint; `undefined` while either can. */
function selectNoDataReason({sample}: MonitorState): string | undefined {
	const {processor, memory} = sample?.snapshot.readings ?? {};
	if (processor?.state !== 'error' || memory?.state !== 'error') {
		return undefined;
	}

	const reason = processor.reason ?? memory.reason ?? processor.state;
	const hint = reason.includes('/proc')
		? ' /proc must be mounted and readable by this user. Use --root for a machine that is mounted elsewhere.'
		: '';
	return `No metrics can be read from this machine: ${reason}.${hint}`;
}

/** Shows why there is no data. Empty panels would not explain it. */
export function NoDataNotice(screen: Screen) {
	const text = useMonitor(selectNoDataReason);
	if (text === undefined) {
		return null;
	}

	const lines = wrapped(printable(text), Math.max(1, Math.min(maxWidth, screen.columns - 4)));
	return (
		<OverlayBox content={{title: 'mon-tui', lines: lines.map((line): Line => [span(line, 'warning')])}} {...screen} />
	);
}
