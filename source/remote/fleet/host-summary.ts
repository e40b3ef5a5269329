import type {Alert} from '../../alerts/alert.js';
import type {Finding} from '../../diagnosis/finding.js';
import {parseAlert} from '../../protocol/messages/parse-alert.js';
import {parseFinding} from '../../protocol/messages/parse-finding.js';
import {type Fields, optionalList, optionalNumber, optionalObject, optionalText} from '../../support/fields.js';

/** The summary of a host for one row. Values that its message does not contain are `undefined`. */
export type HostSummary = {
	readonly cpuPercent: number | undefined;
	readonly memoryPercent: number | undefined;
	/** The host name of the machine. */
	readonly hostname?: string | undefined;
	readonly load1?: number | undefined;
	readonly receiveBytesPerSecond?: number | undefined;
	readonly sendBytesPerSecond?: number | undefined;
	/** The fullest file system. */
	readonly disk: {readonly path: string; readonly usedPercent: number} | undefined;
	/** The usage of the busiest GPU. */
	readonly gpuPercent: number | undefined;
	/** The alerts that are firing on the host. */
	readonly alerts: readonly Alert[];
	/** The worst finding that is more than a note. `undefined` also for a host that sends no findings. */
	readonly finding: Finding | undefined;
};

/** The metrics that a summary needs; others need not be sent. */
export const summaryMetrics = [
	'processor.usage_percent',
	'memory.percentage',
	'load.load1',
	'network.receive_rate',
	'network.send_rate',
	'disks',
	'gpu',
	'system.hostname',
] as const;

/** Reads the numbers of a `monitoring_data` message that a row shows. */
export function summarize(message: Fields): HostSummary {
	const data = optionalObject(message, 'data') ?? {};
	const processor = optionalObject(data, 'processor');
	const memory = optionalObject(data, 'memory');
	const load = optionalObject(data, 'load');
	const network = optionalObject(data, 'network');
	const system = optionalObject(data, 'system');
	return {
		cpuPercent: processor && optionalNumber(processor, 'usage_percent'),
		memoryPercent: memory && optionalNumber(memory, 'percentage'),
		hostname: system && optionalText(system, 'hostname'),
		load1: load && optionalNumber(load, 'load1'),
		receiveBytesPerSecond: network && optionalNumber(network, 'receive_rate'),
		sendBytesPerSecond: network && optionalNumber(network, 'send_rate'),
		disk: fullestDisk(data),
		gpuPercent: busiestGpu(optionalObject(data, 'gpu')),
		alerts: (optionalList(message, 'alerts') ?? []).flatMap(parsedAlert),
		finding: worstFinding(message),
	};
}

function fullestDisk(data: Fields): HostSummary['disk'] {
	const main = optionalObject(data, 'disk');
	let fullest: HostSummary['disk'];
	for (const disk of optionalList(data, 'disks') ?? (main ? [main] : [])) {
		const [path, usedPercent] = [optionalText(disk, 'path'), optionalNumber(disk, 'percentage')];
		if (path !== undefined && usedPercent !== undefined && usedPercent > (fullest?.usedPercent ?? -1)) {
			fullest = {path, usedPercent};
		}
	}

	return fullest;
}

function busiestGpu(gpu: Fields | undefined): number | undefined {
	const shares = ((gpu && optionalList(gpu, 'gpus')) ?? [])
		.map(one => optionalNumber(one, 'gpu_usage_percent'))
		.filter(share => share !== undefined);
	return shares.length === 0 ? undefined : Math.max(...shares);
}

/** A host has fewer findings; of another one's message, no more are read. */
const maxFindings = 50;

function worstFinding(message: Fields): Finding | undefined {
	const findings = (optionalList(message, 'findings') ?? []).slice(0, maxFindings).flatMap(parsedFinding);
	return (
		findings.find(({severity}) => severity === 'critical') ?? findings.find(({severity}) => severity === 'warning')
	);
}

function parsedFinding(finding: Fields): readonly Finding[] {
	try {
		return [parseFinding(finding)];
	} catch {
		return [];
	}
}

function parsedAlert(alert: Fields): readonly Alert[] {
	try {
		return [parseAlert(alert)];
	} catch {
		return [];
	}
}
