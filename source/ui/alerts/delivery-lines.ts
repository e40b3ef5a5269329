import type {DeliveryProgress, LostMessage} from '../../alerts/delivery-progress.js';
import {formatDuration, formatTime} from '../../support/format.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {joinSpans, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import type {Role} from '../theme/role.js';
import type {DeliveryView} from './service.js';

/** Returns the delivery status per handler, such as `slack ✓  mail ↻ 20s`. */
export function deliverySigns(progress: readonly DeliveryProgress[], glyphs: Glyphs): Line {
	return joinSpans(
		progress.map((one): Line => {
			const again = one.state === 'retrying' ? ` ${formatDuration(one.inSeconds)}` : '';
			return [span(`${printable(one.handler)} `, 'muted'), span(`${sign(one, glyphs)}${again}`, role(one))];
		}),
		'  ',
	);
}

/** Returns the number of handlers per delivery status, such as `✓2 ↻1`. */
export function deliveryCounts(progress: readonly DeliveryProgress[], glyphs: Glyphs): Line {
	const states = ['sent', 'sending', 'waiting', 'retrying', 'failed'] as const;
	return joinSpans(
		states.map(state => {
			const own = progress.filter(one => one.state === state);
			const [first] = own;
			return first && [span(`${sign(first, glyphs)}${own.length}`, role(first))];
		}),
		' ',
	);
}

/** Describes a delivery status, such as `sent` or `retry in 20s: connection refused`. */
export function deliveryWords(one: DeliveryProgress): string {
	switch (one.state) {
		case 'waiting':
		case 'sending':
		case 'sent':
			return one.state;
		case 'retrying':
			return `retry in ${formatDuration(one.inSeconds)}: ${one.reason}`;
		case 'failed':
			return `failed: ${one.reason}`;
		default:
			return one satisfies never;
	}
}

/** Returns the number of undelivered notifications, such as `↻2  1 lost`; empty when all were delivered. */
export function undeliveredSigns(delivery: DeliveryView | undefined, glyphs: Glyphs): Line {
	const {retrying = 0, lost = 0} = delivery?.undelivered() ?? {};
	return joinSpans(
		[
			retrying === 0 ? undefined : [span(`${glyphs.again}${retrying}`, 'warning')],
			lost === 0 ? undefined : [span(`${lost} lost`, 'critical')],
		],
		'  ',
	);
}

/** Draws a lost notification: `10:15:30  ✖ ops: [WARNING] web-01: High memory usage, failed: refused`. */
export function lostLine({handler, atMs, text, reason}: LostMessage, glyphs: Glyphs): Line {
	return [
		span(`${formatTime(atMs)}  `, 'muted'),
		span(`${glyphs.critical} ${printable(handler)}: `, 'critical'),
		span(printable(text)),
		span(`, failed: ${printable(reason)}`, 'muted'),
	];
}

function sign({state}: DeliveryProgress, glyphs: Glyphs): string {
	switch (state) {
		case 'waiting':
		case 'sending':
			return glyphs.more;
		case 'sent':
			return glyphs.good;
		case 'retrying':
			return glyphs.again;
		case 'failed':
			return glyphs.critical;
		default:
			return state satisfies never;
	}
}

function role({state}: DeliveryProgress): Role {
	switch (state) {
		case 'waiting':
		case 'sending':
			return 'muted';
		case 'sent':
			return 'good';
		case 'retrying':
			return 'warning';
		case 'failed':
			return 'critical';
		default:
			return state satisfies never;
	}
}
