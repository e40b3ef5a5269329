import process from 'node:process';
import {collectOnce} from '../../collect-once.js';
import {thisMachine} from '../../metrics/collectors.js';
import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {escapeUnprintable, printableLine} from '../../support/printable.js';
import {version} from '../../support/version.js';
import {colorDepth} from '../../ui/theme/color-depth.js';
import {checkRoot} from '../check-root.js';
import type {SettledConfig} from '../settle.js';
import {isUnicodeTerminal} from '../terminal.js';
import {type Check, checkGroups, checkStates} from './check.js';
import {doctorText, verdict} from './doctor-text.js';
import {metricChecks} from './metric-checks.js';
import {permissionChecks} from './permission-checks.js';
import {programChecks} from './program-checks.js';
import {serviceChecks} from './service-checks.js';
import {terminalChecks} from './terminal-checks.js';

/** Maximum time for slow metrics, such as those of GPUs. */
const maxMeasuringMs = 3000;

/**
Prints what can be measured and used here, and what cannot, with the reasons, as text or JSON. Returns the exit code: 1 if
something fails that should work, else 0.
*/
export async function examine(settled: SettledConfig): Promise<number> {
	const {config, command} = settled;
	checkRoot(config.root);
	const {root} = thisMachine(config.root);
	const snapshot = await collectOnce({root, metrics: config.metrics, timeoutMs: maxMeasuringMs});
	const isLinux = process.platform === 'linux';
	const checks = [
		...metricChecks(snapshot.readings),
		...(isLinux ? permissionChecks(root, snapshot.readings) : []),
		...(isLinux ? await serviceChecks(root) : []),
		...terminalChecks(config, {size: terminalSize(), env: process.env}),
		...(await programChecks(settled)),
	];
	process.stdout.write(`${command.json ? json(snapshot, checks) : text(snapshot, checks, settled)}\n`);
	return checks.some(({state}) => state === 'failed') ? 1 : 0;
}

function terminalSize(): {readonly columns: number; readonly rows: number} | undefined {
	const {isTTY, columns, rows} = process.stdout;
	return isTTY ? {columns, rows} : undefined;
}

function text(snapshot: Snapshot, checks: readonly Check[], {config}: SettledConfig): string {
	const system = known(snapshot.readings.system);
	const place = system
		? `${system.hostname}, ${system.osVersion}, ${system.osName} ${system.osRelease}${system.container === undefined ? '' : `, in ${system.container}`}`
		: 'a machine of which nothing is known';
	return doctorText(`mon-tui ${version} on ${printableLine(place)}`, checks, {
		hasColor: Boolean(process.stdout.isTTY) && colorDepth(config.color, process.env) !== 'none',
		isAscii: config.ascii || !isUnicodeTerminal(process.env),
	});
}

function json(snapshot: Snapshot, checks: readonly Check[]): string {
	return escapeUnprintable(
		JSON.stringify({
			type: 'doctor',
			version,
			host: known(snapshot.readings.system)?.hostname ?? null,
			verdict: verdict(checks),
			counts: Object.fromEntries(
				checkStates.map(state => [state, checks.filter(check => check.state === state).length]),
			),
			checks: checkGroups.flatMap(group =>
				checks
					.filter(check => check.group === group)
					.map(({name, state, found, help}) => ({group, name, state, found, help: help ?? null})),
			),
		}),
	);
}
