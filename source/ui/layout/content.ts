import type {PanelName} from '../../config/options/panel-names.js';
import type {MonitorState} from '../../core/state.js';
import {known, type Reading} from '../../metrics/reading.js';
import type {Block} from './block.js';
import {type Content, layout} from './layout.js';

/** The panels on a screen of that size, where they stand. */
export function blockOf(state: MonitorState, hidden: readonly PanelName[], width: number, height: number): Block {
	return layout(width, height, contentOf(shapeOf(state), hidden));
}

/** These have a panel only where the machine has them; the others say why they are empty. */
const onlyWherePresent: ReadonlySet<PanelName> = new Set(['gpu', 'pressure', 'temperatures', 'limits']);

/** How much there is to lay out, as a primitive: it changes rarely, and only then is the layout worked out anew. */
export function shapeOf({sample}: MonitorState): string {
	const readings = sample?.snapshot.readings;
	if (!sample || !readings) {
		return '1 1 1 0 0 0 gpu alerts pressure temperatures limits';
	}

	const measured = [
		'processor',
		'memory',
		'disks',
		'network',
		'gpu',
		'processes',
		'pressure',
		'temperatures',
		'limits',
	] as const;
	const absent: PanelName[] = measured.filter(name => {
		const reading = readings[name];
		return (
			reading.state === 'disabled' || (onlyWherePresent.has(name) && reading.state !== 'ok' && isUninteresting(reading))
		);
	});
	const limits = known(readings.limits);
	if (known(readings.temperatures)?.sensors.length === 0) {
		absent.push('temperatures');
	}

	if (limits && limits.cpuLimitCores === undefined && limits.memoryLimitBytes === undefined) {
		absent.push('limits');
	}

	return [
		known(readings.processor)?.cores.length ?? 1,
		known(readings.disks)?.length ?? 1,
		known(readings.network)?.interfaces.length ?? 1,
		known(readings.gpu)?.length ?? 0,
		known(readings.temperatures)?.sensors.length ?? 0,
		sample.alerts.length,
		...absent,
		...(sample.alerts.length === 0 ? ['alerts'] : []),
	].join(' ');
}

/** A failure is worth a panel that says so; that there is nothing to measure is not. */
function isUninteresting({state}: Reading<unknown>): boolean {
	return state === 'unsupported' || state === 'pending';
}

/** The layout treats what the user hid as what the machine does not have. */
export function contentOf(shape: string, hidden: readonly PanelName[]): Content {
	const [cores, disks, interfaces, gpus, sensors, alerts, ...absent] = shape.split(' ');
	return {
		cores: Number(cores),
		disks: Number(disks),
		interfaces: Number(interfaces),
		gpus: Number(gpus),
		sensors: Number(sensors),
		alerts: Number(alerts),
		absent: new Set([...(absent as readonly PanelName[]), ...hidden]),
	};
}
