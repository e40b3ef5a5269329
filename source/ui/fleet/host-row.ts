import type {Alert} from '../../alerts/alert.js';
import type {Finding} from '../../diagnosis/finding.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import {absent, formatDuration, formatPercent} from '../../support/format.js';
import {alertRole, alertSign, alertSigns} from '../alerts/alert-lines.js';
import {worstFirst} from '../alerts/worst-first.js';
import {severityRole, severitySign} from '../diagnosis/severity.js';
import {bar} from '../drawing/bar.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, type Span, space, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, fit, fitRight} from '../drawing/text.js';
import {type Rank, rankOf} from '../state/fleet-order.js';
import type {Role} from '../theme/role.js';
import {levelRole} from '../theme/role.js';

/** Column widths in cells; 0 means that the column is hidden. */
export type HostColumns = {
	readonly width: number;
	/** Status sign and the blanks around it. */
	readonly sign: number;
	readonly name: number;
	/** Bar beside a percentage. */
	readonly bar: number;
	/** Figure of a percentage. */
	readonly share: number;
	readonly path: number;
	readonly gpu: number;
	readonly alerts: number;
	readonly age: number;
	/** The worst finding or alert. */
	readonly message: number;
};

const gap = 2;

/**
Computes the column widths. Figures come first, then names; the remaining width is for what is wrong. On a narrow screen, it
takes the place of the path and of the age: the age of stale data is then in place of the alerts.
*/
export function hostColumns(hosts: readonly FleetHost[], width: number, glyphs: Glyphs): HostColumns {
	const columns = columnsFor(hosts, width, glyphs, false);
	return columns.message > 0 ? columns : columnsFor(hosts, width, glyphs, true);
}

function columnsFor(hosts: readonly FleetHost[], width: number, glyphs: Glyphs, isDense: boolean): HostColumns {
	const longestPath = Math.max(1, ...hosts.map(({summary}) => cells(printable(summary?.disk?.path ?? ''))));
	const longest = Math.max(4, ...hosts.map(({name}) => cells(printable(name))));
	const isNarrow = width < 60;
	const hasNoAge = isNarrow || (isDense && width >= minDense);
	const hasGpu = !isNarrow && hosts.some(({summary}) => summary?.gpuPercent !== undefined);
	const fixed = {
		sign: cells(glyphs.critical) + 2,
		bar: width >= 140 ? 8 : 0,
		share: isNarrow ? 4 : 6,
		path: width >= 80 && !isDense ? Math.min(maxPath, longestPath) : 0,
		gpu: hasGpu ? 4 : 0,
		alerts: 6,
		age: hasNoAge ? 0 : 9,
	};
	const bar = fixed.bar === 0 ? 0 : fixed.bar + 1;
	const used =
		fixed.sign +
		3 * (gap + bar + fixed.share) +
		withGap(fixed.path, 1) +
		withGap(fixed.gpu, gap) +
		withGap(fixed.alerts, gap) +
		withGap(fixed.age, gap);
	const reserved = isDense && width >= minDense ? gap + denseMessage : 0;
	const name = Math.max(minName, Math.min(longest, maxName, width - used - reserved));
	const rest = width - used - name - gap;
	return {width, ...fixed, name, message: rest >= minMessage ? rest : 0};
}

const minName = 6;
const maxName = 40;
const maxPath = 10;
/** The width from which on a row without path and age has room for what is wrong. */
const minDense = 76;
/** Cells for what is wrong on such a screen, which long names leave. */
const denseMessage = 22;
const minMessage = 20;

function withGap(size: number, before: number): number {
	return size === 0 ? 0 : size + before;
}

export function drawHead({sign, name, bar: barWidth, share, path, gpu, alerts, age, message}: HostColumns): Line {
	const shareWidth = (barWidth === 0 ? 0 : barWidth + 1) + share;
	const text = [
		' '.repeat(sign),
		fit('HOST', name),
		...['CPU', 'MEM', 'DISK'].map(head => ' '.repeat(gap) + fitRight(head, shareWidth)),
		path === 0 ? '' : ` ${fit('', path)}`,
		gpu === 0 ? '' : ' '.repeat(gap) + fitRight('GPU', gpu),
		' '.repeat(gap) + fit('ALERTS', alerts),
		age === 0 ? '' : ' '.repeat(gap) + fit('AGE', age),
		message === 0 ? '' : ' '.repeat(gap) + fit('WORST', message),
	].join('');
	return [span(text, 'muted')];
}

/** Draws one host, exactly as wide as the columns. */
export function drawHost(host: FleetHost, columns: HostColumns, isSelected: boolean, glyphs: Glyphs): Line {
	const rank = rankOf(host);
	const line = fitLine(
		[
			span(fit(` ${rankSign(rank, glyphs)}`, columns.sign), rankRoles[rank]),
			span(fit(printable(host.name), columns.name), rank === 'ok' ? 'text' : 'title'),
			...(host.connection.state === 'lost' || host.summary === undefined
				? connectionCells(host, columns, glyphs)
				: figureCells(host, host.summary, columns, glyphs)),
		],
		columns.width,
	);
	return isSelected ? line.map(part => (isBar(part, glyphs) ? part : {...part, role: 'selected'})) : line;
}

/**
Returns whether the span is part of a bar. A bar keeps its colours: inverted, it would look full where it is empty.
*/
function isBar({text, role}: Span, {barSteps}: Glyphs): boolean {
	return role === 'track' || (text !== '' && [...text].every(sign => barSteps.includes(sign)));
}

const rankRoles: Readonly<Record<Rank, Role>> = {
	lost: 'critical',
	critical: 'critical',
	stale: 'warning',
	warning: 'warning',
	connecting: 'muted',
	ok: 'good',
};

function rankSign(rank: Rank, glyphs: Glyphs): string {
	switch (rank) {
		case 'lost':
		case 'critical':
			return glyphs.critical;
		case 'stale':
		case 'warning':
			return glyphs.warning;
		case 'connecting':
			return glyphs.separator;
		case 'ok':
			return glyphs.live;
	}
}

/** Draws the connection status in place of figures, because outdated figures would look current. */
function connectionCells({connection, ageSeconds}: FleetHost, {width, sign, name}: HostColumns, glyphs: Glyphs): Line {
	const room = Math.max(0, width - sign - name - gap);
	if (connection.state !== 'lost') {
		return [span(' '.repeat(gap) + fit(`connecting${glyphs.more}`, room), 'muted')];
	}

	const seen = ageSeconds === undefined ? '' : `, last seen ${formatDuration(ageSeconds)} ago`;
	return [span(' '.repeat(gap)), span(fit(`lost: ${printable(connection.reason)}${seen}`, room), 'critical')];
}

function figureCells(
	host: FleetHost,
	{cpuPercent, memoryPercent, disk, gpuPercent, alerts, finding}: NonNullable<FleetHost['summary']>,
	columns: HostColumns,
	glyphs: Glyphs,
): Line {
	const {path, gpu, age, message} = columns;
	const worst = worstLine(alerts, finding, glyphs);
	return [
		...shareCells(cpuPercent, columns, glyphs),
		...shareCells(memoryPercent, columns, glyphs),
		...shareCells(disk?.usedPercent, columns, glyphs),
		...(path === 0 ? [] : [span(` ${fit(disk ? printable(disk.path) : '', path)}`, 'muted')]),
		...(gpu === 0 ? [] : [span(' '.repeat(gap)), gpuPercent === undefined ? space(gpu) : figure(gpuPercent, gpu)]),
		span(' '.repeat(gap)),
		// Without an age column, the age of stale data replaces the alerts.
		...fitLine(
			age === 0 && host.connection.state === 'stale' ? ageCell(host, glyphs, true) : alertSigns(alerts, glyphs),
			columns.alerts,
		),
		...(age === 0 ? [] : [span(' '.repeat(gap)), ...fitLine(ageCell(host, glyphs, false), age)]),
		...(message === 0 || worst === undefined
			? []
			: [span(' '.repeat(gap)), span(fit(worst.text, message), worst.role)]),
	];
}

/** Returns what is worst: the finding, which names the cause, unless an alert is more severe. */
function worstLine(alerts: readonly Alert[], finding: Finding | undefined, glyphs: Glyphs) {
	const [alert] = worstFirst(alerts);
	if (finding && (finding.severity === 'critical' || alert?.level !== 'CRITICAL')) {
		const {severity, sentence} = finding;
		return {text: `${severitySign(severity, glyphs)} ${printable(sentence)}`, role: severityRole(severity)};
	}

	return alert && {text: `${alertSign(alert.level, glyphs)} ${printable(alert.message)}`, role: alertRole(alert.level)};
}

function shareCells(percent: number | undefined, {bar: width, share}: HostColumns, glyphs: Glyphs): Line {
	return [
		span(' '.repeat(gap)),
		...(width === 0 ? [] : [...bar(percent, width, glyphs), span(' ')]),
		figure(percent, share),
	];
}

function figure(percent: number | undefined, width: number) {
	if (percent === undefined) {
		return span(fitRight(absent, width), 'muted');
	}

	return span(fitRight(width < 6 ? `${Math.round(percent)}%` : formatPercent(percent), width), levelRole(percent));
}

/** Age in seconds up to which data counts as live. */
const minShownAgeSeconds = 10;

function ageCell({connection, ageSeconds = 0}: FleetHost, glyphs: Glyphs, isShort: boolean): Line {
	const age = shortAge(ageSeconds);
	if (connection.state === 'stale') {
		return [span(isShort ? `${glyphs.warning}${age}` : `stale ${age}`, 'warning')];
	}

	return ageSeconds < minShownAgeSeconds ? [span('live', 'good')] : [span(age, 'muted')];
}

/** Formats an age in at most four cells: `72s`, `72m`, `30h`, `12d`. */
function shortAge(seconds: number): string {
	const units = [
		['s', 1, 100],
		['m', 60, 100],
		['h', 3600, 48],
	] as const;
	const unit = units.find(([, size, max]) => seconds < size * max);
	return unit ? `${Math.floor(seconds / unit[1])}${unit[0]}` : `${Math.floor(seconds / 86_400)}d`;
}
