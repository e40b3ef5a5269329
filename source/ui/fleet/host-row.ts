import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {HostSummary} from '../../remote/fleet/host-summary.js';
import {absent, formatDuration, formatPercent, formatShortRate} from '../../support/format.js';
import {alertRole, alertSign, alertSigns} from '../alerts/alert-lines.js';
import {worstFirst} from '../alerts/worst-first.js';
import {severityRole, severitySign} from '../diagnosis/severity.js';
import type {Appearance} from '../drawing/appearance.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {graph, type Series} from '../drawing/graph.js';
import {fitLine, type Line, type Span, space, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fit, fitRight} from '../drawing/text.js';
import {type Rank, rankOf} from '../state/fleet-order.js';
import type {Role} from '../theme/role.js';
import {levelRole} from '../theme/role.js';
import {gap, type HostColumns} from './host-columns.js';

/** Draws one host, exactly as wide as the columns. */
export function drawHost(
	host: FleetHost,
	columns: HostColumns,
	isSelected: boolean,
	appearance: Pick<Appearance, 'glyphs' | 'graphStyle'>,
): Line {
	const {glyphs} = appearance;
	const rank = rankOf(host);
	const sparks = sparksOf(host, columns, appearance.graphStyle);
	const line = fitLine(
		[
			span(fit(` ${rankSign(rank, glyphs)}`, columns.sign), rankRoles[rank]),
			span(fit(printable(host.name), columns.name), rank === 'ok' ? 'text' : 'title'),
			...(host.connection.state === 'lost' || host.summary === undefined
				? connectionCells(host, columns, glyphs)
				: figureCells(host, host.summary, columns, sparks, glyphs)),
		],
		columns.width,
	);
	if (!isSelected) {
		return line;
	}

	// Spark lines keep their colours: inverted, they would look full where they are empty.
	const kept = new Set([...sparks.cpu, ...sparks.memory].filter(({text}) => text.trim() !== ''));
	return line.map(part => (kept.has(part) ? part : {...part, role: 'selected'}));
}

/** The spark lines beside CPU and beside memory; empty without a column. */
type Sparks = {readonly cpu: Line; readonly memory: Line};

function sparksOf({recent}: FleetHost, {cpuSpark, memorySpark}: HostColumns, style: Appearance['graphStyle']): Sparks {
	const draw = (values: Series = [], width: number): Line => {
		const [line = []] = width === 0 ? [] : graph(values, {width, height: 1, max: 100, style});
		return line;
	};
	return {cpu: draw(recent?.cpuPercent, cpuSpark), memory: draw(recent?.memoryPercent, memorySpark)};
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
	summary: HostSummary,
	columns: HostColumns,
	sparks: Sparks,
	glyphs: Glyphs,
): Line {
	const {hostname, cpuPercent, memoryPercent, load1, disk, gpuPercent, alerts} = summary;
	const {machine, share, load, path, rate, gpu, age, message} = columns;
	const worst = worstOf(summary, glyphs);
	const cell = (size: number, drawn: Span): Line => (size === 0 ? [] : [space(gap), drawn]);
	const beside = (spark: Line): Line => (spark.length === 0 ? [] : [space(1), ...spark]);
	const rateCell = (bytes: number | undefined, role: Role): Line =>
		cell(rate, span(fitRight(bytes === undefined ? absent : formatShortRate(bytes), rate), bytes ? role : 'muted'));
	return [
		...cell(machine, span(fit(printable(hostname ?? ''), machine), 'muted')),
		...cell(share, figure(cpuPercent, share)),
		...beside(sparks.cpu),
		...cell(load, span(fitRight(load1 === undefined ? absent : load1.toFixed(2), load), load1 ? 'text' : 'muted')),
		...cell(share, figure(memoryPercent, share)),
		...beside(sparks.memory),
		...cell(share, figure(disk?.usedPercent, share)),
		...(path === 0 ? [] : [span(` ${fit(disk ? printable(disk.path) : '', path)}`, 'muted')]),
		...rateCell(summary.receiveBytesPerSecond, 'receive'),
		...rateCell(summary.sendBytesPerSecond, 'send'),
		...cell(gpu, gpuPercent === undefined ? space(gpu) : figure(gpuPercent, gpu)),
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
export function worstOf(
	{alerts, finding}: HostSummary,
	glyphs: Glyphs,
): {readonly text: string; readonly role: Role} | undefined {
	const [alert] = worstFirst(alerts);
	if (finding && (finding.severity === 'critical' || alert?.level !== 'CRITICAL')) {
		const {severity, sentence} = finding;
		return {text: `${severitySign(severity, glyphs)} ${printable(sentence)}`, role: severityRole(severity)};
	}

	return alert && {text: `${alertSign(alert.level, glyphs)} ${printable(alert.message)}`, role: alertRole(alert.level)};
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
