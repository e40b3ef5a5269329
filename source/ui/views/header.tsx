import type {Sample} from '../../core/sample.js';
import type {MonitorState} from '../../core/state.js';
import {totalCpuPercent} from '../../diagnosis/culprits.js';
import {isAnythingMeasured} from '../../diagnosis/unmeasured.js';
import {known} from '../../metrics/reading.js';
import type {Hardware, Process, SystemFacts} from '../../metrics/snapshot.js';
import {absent, countOf, formatDuration, formatTime} from '../../support/format.js';
import {isSocketAddress} from '../../support/socket-path.js';
import {alertSigns} from '../alerts/alert-lines.js';
import {undeliveredSigns} from '../alerts/delivery-lines.js';
import {selectAlerts} from '../alerts/select-alerts.js';
import {Lines} from '../boxes/lines.js';
import {seriousFindings} from '../diagnosis/verdict.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, joinSpans, type Line, lineWidth, longestThatFits, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {useAppearance, useDelivery, useMonitor, useScreen, useServerStatus} from '../hooks/services.js';
import {batterySign} from '../panels/battery.js';
import type {ServerStatus} from '../state/shown-machine.js';
import {lossReason} from './connection.js';
import {type Status, statusLine, useStatus} from './status.js';

export type HeaderContent = Status & {
	readonly system: SystemFacts | undefined;
	readonly uptimeSeconds: number | undefined;
	readonly timestampMs: number | undefined;
	readonly intervalMs: number;
	readonly problems: number;
	/** Whether the latest diagnosis found nothing wrong. */
	readonly isWell: boolean;
	/** What keeps the processor busy while nothing is wrong: `busy: cc1 (4711) 98 %`. */
	readonly busy?: string | undefined;
	readonly alerts: Line;
	/** Signs for notifications that are not delivered. */
	readonly undelivered: Line;
	readonly server: ServerStatus | undefined;
	/** Charge of the batteries; `undefined` without a battery. */
	readonly battery: Line | undefined;
	/** What the process list is limited to; `undefined` for all processes. */
	readonly scopeLabel?: string | undefined;
};

/** Draws host name, system, uptime, alerts, status, server and clock. */
export function drawHeader(content: HeaderContent, width: number, glyphs: Glyphs): Line {
	const {system, uptimeSeconds, timestampMs, intervalMs, problems, alerts, undelivered, server, host, battery, isWell} =
		content;
	const separator = ` ${glyphs.separator} `;
	const name = span(` ${printable(system?.hostname ?? host?.name ?? 'mon-tui')}`, 'title');
	const scope: Line | undefined =
		content.scopeLabel === undefined ? undefined : [span(`for ${printable(content.scopeLabel)}`, 'accent')];
	const muted = (text: string): Line => [span(text, 'muted')];
	const os = system && muted(shortOs(system.osVersion));
	const kernel = system && muted(`${system.osName} ${shortRelease(system.osRelease)}`);
	const container = system?.container === undefined ? undefined : [span(`in ${system.container}`, 'accent')];
	const up = uptimeSeconds === undefined ? undefined : muted(`up ${formatUptime(uptimeSeconds)}`);
	const well: Line | undefined =
		content.busy === undefined
			? isWell
				? [span('nothing is wrong', 'good')]
				: undefined
			: [span(content.busy, 'warning')];
	const problem: Line | undefined =
		problems === 0 ? undefined : [span(`${glyphs.warning} ${countOf(problems, 'problem')}`, 'warning')];
	const clock = span(timestampMs === undefined ? absent : formatTime(timestampMs), 'text');
	const rightWith = (charge: Line | undefined, time: Line): Line => [
		...joinSpans(
			[
				alerts,
				undelivered,
				problem,
				statusLine(content, 'live ', intervalMs, glyphs),
				server && serverStatus(server, glyphs),
				charge,
				time,
			],
			'   ',
		),
		span(' '),
	];
	// Without room for both, the name of the machine is more important than its battery.
	const time = [clock];
	const short = (): Line => [...joinSpans([alerts, statusLine(content, '', intervalMs, glyphs)], ' '), span(' ')];
	const right = longestThatFits(
		[() => rightWith(battery, time), () => rightWith(undefined, time), () => rightWith(undefined, []), short, []],
		Math.max(0, width - lineWidth([name]) - 1),
	);
	const rightWidth = lineWidth(right);
	const reason = host && lossReason(host);
	const leftWith = (...parts: readonly (Line | undefined)[]): Line => [
		name,
		span('  '),
		...joinSpans(parts, separator),
	];
	const left = longestThatFits(
		[
			...(reason && reason.length > 0 ? [[name, span('  '), ...reason]] : []),
			() => leftWith(scope, os, kernel, container, up, well),
			() => leftWith(scope, os, container, up, well),
			() => leftWith(scope, up, well),
			...(content.busy === undefined || !well ? [] : [[name, span('  '), ...well]]),
			() => leftWith(scope, os, container, up),
			() => leftWith(scope, up),
			[name],
		],
		Math.max(0, width - rightWidth - 1),
	);
	return fitLine(spread(left, right, width), width);
}

/** Draws the server status, such as `⇄ :8765 3` or `⇄ unix 3`: port, clients, and skipped frames when there are any. */
function serverStatus({address, clients, skippedFrames}: ServerStatus, glyphs: Glyphs): Line {
	const port = address === undefined ? '' : isSocketAddress(address) ? ' unix' : ` :${new URL(address).port}`;
	return [
		span(`${glyphs.clients}${port} `, 'muted'),
		span(String(clients), clients > 0 ? 'accent' : 'muted'),
		...(skippedFrames > 0 ? [span(` -${skippedFrames}`, 'warning')] : []),
	];
}

/** Shortens the name of an operating system: `Debian GNU/Linux 12 (bookworm)` → `Debian 12`. */
function shortOs(name: string): string {
	return printable(name)
		.replace(/ GNU\/Linux/, '')
		.replace(/ \([^)]*\)$/, '');
}

/** Shortens a kernel release: `6.18.5-amd64` → `6.18.5`. */
function shortRelease(release: string): string {
	return printable(release).replace(/^(\d+(?:\.\d+)*).*/, '$1');
}

/** Formats the uptime in whole minutes, so that the header does not change every second. */
function formatUptime(seconds: number): string {
	return seconds < 3600
		? formatDuration(Math.floor(seconds / 60) * 60).replace(/ 0s$/, '')
		: formatDuration(seconds).replace(/^(\d\d:\d\d):\d\d$/, '$1');
}

export function Header({width}: {readonly width: number}) {
	const {glyphs} = useAppearance();
	const system = useMonitor(state => known(state.sample?.snapshot.readings.system));
	const second = useMonitor(selectSecond);
	const intervalMs = useMonitor(state => state.intervalMs);
	const problems = useMonitor(state => state.problems.filter(({area}) => area !== 'connection').length);
	const isWell = useMonitor(
		({sample}) => sample !== undefined && isAnythingMeasured(sample.snapshot) && isFine(sample),
	);
	const busy = useMonitor(busyText);
	const alerts = alertSigns(useMonitor(selectAlerts), glyphs);
	const undelivered = undeliveredSigns(useDelivery(), glyphs);
	const server = useServerStatus();
	const status = useStatus();
	const scopeLabel = useScreen(({settings}) => settings.service.scope?.label);
	const battery = batterySign(useMonitor(selectHardware), glyphs);
	const timestampMs = second === undefined ? undefined : second * 1000;
	const uptimeSeconds =
		system?.bootTimeMs === undefined || timestampMs === undefined
			? undefined
			: (timestampMs - system.bootTimeMs) / 1000;
	const line = drawHeader(
		{
			...status,
			system,
			uptimeSeconds,
			timestampMs,
			intervalMs,
			problems,
			isWell,
			busy,
			alerts,
			undelivered,
			server,
			battery,
			scopeLabel,
		},
		width,
		glyphs,
	);
	return <Lines lines={[line]} width={width} height={1} />;
}

function selectHardware({sample}: MonitorState): Hardware | undefined {
	return known(sample?.snapshot.readings.hardware);
}

/** Usage of the processor from which on the busiest process is named, in percent. */
const busyPercent = 90;

/**
Returns what keeps the processor busy, before a diagnosis can know whether anything suffers. `undefined` while a finding says
more.
*/
function busyText({sample}: MonitorState): string | undefined {
	const usage = known(sample?.snapshot.readings.processor)?.total.usedPercent ?? 0;
	if (usage < busyPercent || seriousFindings(sample).length > 0) {
		return undefined;
	}

	const first = known(sample?.snapshot.readings.processes)?.list?.reduce<Process | undefined>(
		(most, process) => (totalCpuPercent(process) > (most ? totalCpuPercent(most) : 0) ? process : most),
		undefined,
	);
	return first && `busy: ${printable(first.name)} (${first.pid}) ${Math.round(totalCpuPercent(first))} %`;
}

/** Returns whether a diagnosis found nothing wrong. */
function isFine(sample: Sample): boolean {
	return sample.findings !== undefined && seriousFindings(sample).length === 0;
}

function selectSecond({sample}: MonitorState): number | undefined {
	return sample && Math.floor(sample.snapshot.timestampMs / 1000);
}
