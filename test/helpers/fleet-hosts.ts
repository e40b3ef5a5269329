import type {FleetHost, FleetState} from '../../source/remote/fleet/fleet-state.js';
import type {HostSummary} from '../../source/remote/fleet/host-summary.js';
import {alertOf} from './alert-events.js';
import {findingOf} from './findings.js';

const sinceMs = Date.UTC(2026, 0, 4, 10, 15, 30);

export function summaryOf(changes: Partial<HostSummary> = {}): HostSummary {
	return {
		hostname: undefined,
		load1: 0.42,
		receiveBytesPerSecond: 1_200_000,
		sendBytesPerSecond: 0,
		cpuPercent: 25.5,
		memoryPercent: 68.2,
		disk: {path: '/', usedPercent: 62.4},
		gpuPercent: undefined,
		alerts: [],
		finding: undefined,
		...changes,
	};
}

/** A host that is well, unless `changes` say otherwise. */
export function hostOf(name: string, changes: Partial<FleetHost> = {}): FleetHost {
	return {
		id: `0/${name}`,
		name,
		connection: {state: 'live', sinceMs},
		summary: summaryOf(),
		recent: {cpuPercent: [undefined, 10, 25, 80, 25.5], memoryPercent: [undefined, 68, 68, 68, 68.2]},
		ageSeconds: 1,
		...changes,
	};
}

const critical = alertOf({
	id: 'disk',
	component: 'disk',
	metric: 'disks[/data].percentage',
	level: 'CRITICAL',
	message: 'Critical disk usage on /data: 96.2% (threshold: 95.0%)',
});

/** One of each kind, in the order in which they came up. */
export const fleetOfAllKinds: FleetState = {
	hosts: [
		hostOf('web-2'),
		hostOf('web-10', {
			summary: summaryOf({
				cpuPercent: 99.8,
				finding: findingOf({
					id: 'cpu.saturated',
					severity: 'warning',
					sentence: '8 CPUs are saturated: node (4711, shop.service) uses 7.2 cores',
				}),
			}),
		}),
		hostOf('web-1', {summary: summaryOf({alerts: [alertOf()], memoryPercent: 85.5})}),
		hostOf('db-primary', {
			summary: summaryOf({alerts: [alertOf(), critical], disk: {path: '/var/lib/postgresql/data', usedPercent: 96.2}}),
		}),
		hostOf('gpu-trainer', {summary: summaryOf({gpuPercent: 97, hostname: 'dgx-02', load1: 61.25})}),
		hostOf('build-agent-07.example.org', {connection: {state: 'stale', sinceMs}, ageSeconds: 72}),
		hostOf('old-nas', {
			connection: {state: 'lost', sinceMs, reason: 'connection refused', isFinal: false},
			ageSeconds: 252,
		}),
		hostOf('bastion', {
			connection: {state: 'lost', sinceMs, reason: 'the token is wrong (HTTP 401)', isFinal: true},
			summary: undefined,
			ageSeconds: undefined,
		}),
		hostOf('new-01', {connection: {state: 'connecting', sinceMs}, summary: undefined, ageSeconds: undefined}),
		hostOf('東京\u{1B}[31m', {summary: summaryOf({cpuPercent: undefined, disk: undefined})}),
	],
	troubles: [],
};
