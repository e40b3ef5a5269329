import {existsSync} from 'node:fs';
import {type Command, command} from '../../command.js';
import type {FailedUnit} from '../../snapshot.js';
import {naturalNumber} from '../../values/whole-number.js';
import type {GroupFact} from './group-names.js';

/** The units of systemd. */
export type Units = {
	readonly units: ReadonlyMap<string, GroupFact>;
	/** Units that failed, or wait to be started again after a failure. */
	readonly failedUnits: readonly FailedUnit[];
};

const maxFailed = 100;

/** Returns a command that prints the loaded units. It is one child process with a timeout and a bounded output. */
export function unitsCommand(systemctl = 'systemctl'): Command {
	const properties = 'Id,ActiveState,SubState,NRestarts,StateChangeTimestamp';
	return command(systemctl, ['show', '--no-pager', `--property=${properties}`, '*'], {timeoutMs: 5000});
}

/** Returns whether systemd runs as the init system, like sd_booted(3). */
export function isBootedWithSystemd(root: string): boolean {
	return existsSync(`${root}/run/systemd/system`);
}

/** Parses the output of `systemctl show`: blocks of lines `Property=value`. Properties of later versions may be absent. */
export function parseUnits(text: string): Units {
	const units = new Map<string, GroupFact>();
	const failedUnits: FailedUnit[] = [];
	for (const block of text.split('\n\n')) {
		const value = (property: string): string | undefined =>
			new RegExp(`^${property}=(.+)$`, 'm').exec(block)?.[1]?.trim();
		const name = value('Id');
		const state = value('ActiveState');
		if (name !== undefined && state !== undefined) {
			const isRestarting = value('SubState') === 'auto-restart';
			const restarts = naturalNumber(value('NRestarts'));
			units.set(name, {state: isRestarting ? 'restarting' : state, restarts});
			if ((state === 'failed' || isRestarting) && failedUnits.length < maxFailed) {
				failedUnits.push({name, sinceMs: timeOf(value('StateChangeTimestamp')), restarts});
			}
		}
	}

	return {units, failedUnits};
}

/** Parses `Mon 2026-11-30 06:58:20 UTC`. The command runs in that time zone. */
function timeOf(text: string | undefined): number | undefined {
	const [, date, time] = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC$/.exec(text ?? '') ?? [];
	const ms = Date.parse(`${date}T${time}Z`);
	return Number.isNaN(ms) ? undefined : ms;
}
