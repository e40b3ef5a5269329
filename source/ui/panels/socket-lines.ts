import type {Sockets} from '../../metrics/snapshot.js';
import {absent, formatPercent} from '../../support/format.js';
import {fitLine, type Line, lineWidth, span} from '../drawing/line.js';
import type {Role} from '../theme/role.js';
import {perSecond} from './interface-row.js';

/** Minimum segments per second for a share of retransmitted ones that means something. */
const minSegmentsPerSecond = 10;
const gap = '  ';

/** A value and whether it is worth attention. */
type Item = {readonly label: string; readonly value: string; readonly isTrouble: boolean};

/** Draws values of sockets in that many rows: those that are worth attention first. Values that do not fit are left out. */
export function drawSockets(sockets: Sockets, width: number, rows: number): readonly Line[] {
	const items = itemsOf(sockets);
	const lines: Line[] = [];
	let line: Line = [];
	for (const {label, value, isTrouble} of [
		...items.filter(item => item.isTrouble),
		...items.filter(item => !item.isTrouble),
	]) {
		const role: Role = isTrouble ? 'warning' : 'text';
		const drawn = [span(`${label} `, isTrouble ? 'warning' : 'muted'), span(value, role)];
		if (lineWidth(line) > 0 && lineWidth(line) + gap.length + lineWidth(drawn) > width) {
			lines.push(line);
			line = [];
		}

		if (lineWidth(drawn) <= width) {
			line = lineWidth(line) === 0 ? drawn : [...line, span(gap), ...drawn];
		}
	}

	return [...lines, line].slice(0, rows).map(one => fitLine(one, width));
}

/** Returns the first value that is worth attention, such as `listen overflows 58/s`; `undefined` if there is none. */
export function socketTrouble(sockets: Sockets | undefined): Line | undefined {
	const trouble = sockets && itemsOf(sockets).find(({isTrouble}) => isTrouble);
	return trouble && [span(`${trouble.label} ${trouble.value}`, 'warning')];
}

/** Returns the known values, the most important first. */
function itemsOf(sockets: Sockets): readonly Item[] {
	const {segmentsSentPerSecond = 0, retransmitsPerSecond = 0, retransmitPercent, localPortsPercent} = sockets;
	const isBusy = segmentsSentPerSecond + retransmitsPerSecond >= minSegmentsPerSecond;
	const count = (label: string, value: number | undefined): readonly Item[] =>
		value === undefined ? [] : [{label, value: String(Math.round(value)), isTrouble: false}];
	const rate = (label: string, value: number | undefined, isTrouble: (rate: number) => boolean): readonly Item[] =>
		value === undefined ? [] : [{label, value: `${perSecond(value)}/s`, isTrouble: isTrouble(value)}];
	const share = (label: string, value: number | undefined, isTrouble: boolean): readonly Item[] =>
		value === undefined ? [] : [{label, value: formatPercent(value), isTrouble}];
	const any = (value: number): boolean => value > 0;
	const never = (): boolean => false;

	return [
		...count('established', sockets.tcpEstablished),
		...count('time-wait', sockets.tcpTimeWait),
		// Without a segment there is no share, but the place of the value.
		...(retransmitPercent === undefined && sockets.retransmitsPerSecond !== undefined
			? [{label: 'retransmits', value: absent, isTrouble: false}]
			: share('retransmits', retransmitPercent, isBusy && (retransmitPercent ?? 0) >= 5)),
		...rate('listen overflows', sockets.listenOverflowsPerSecond, any),
		...rate('UDP errors', sockets.udpReceiveBufferErrorsPerSecond, any),
		...rate('resets', sockets.resetsPerSecond, never),
		...share('local ports', localPortsPercent, (localPortsPercent ?? 0) >= 80),
		...rate('segments', sockets.segmentsSentPerSecond, never),
		...count('TCP', sockets.tcpInUse),
		...count('UDP', sockets.udpInUse),
		...rate('SYN drops', sockets.synDropsPerSecond, any),
		...rate('packets dropped', sockets.softnetDropsPerSecond, any),
		...count('orphaned', sockets.tcpOrphaned),
		...rate('listen drops', sockets.listenDropsPerSecond, never),
		...rate('squeezed', sockets.softnetSqueezesPerSecond, never),
	];
}
