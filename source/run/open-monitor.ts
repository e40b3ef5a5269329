import type {AlertRule} from '../alerts/rule.js';
import type {Recalled} from '../alerts/watch.js';
import type {Command} from '../config/commands.js';
import type {Config} from '../config/definition.js';
import {UsageError} from '../config/usage-error.js';
import {createMonitor} from '../create-monitor.js';
import type {Log} from '../log/log.js';
import type {Monitor} from '../monitor.js';
import type {Playback} from '../sources/playback.js';

export type OpenedMonitor = {
	readonly monitor: Monitor;
	/** The knobs of a recording; `undefined` when this machine is watched. */
	readonly playback: Playback | undefined;
};

export type OpenOptions = {
	isProcessListWanted(): boolean;
	/** Somebody may go back from the end of a recording; otherwise the end of it is the end. */
	readonly staysAtEnd: boolean;
	readonly log: Log;
	/** For this machine; a recording brings its own judgement. */
	readonly rules: readonly AlertRule[];
	readonly recalled: Recalled | undefined;
};

/** Of this machine, or of what was recorded. */
export async function openMonitor(
	config: Config,
	command: Command,
	{isProcessListWanted, staysAtEnd, log, rules, recalled}: OpenOptions,
): Promise<OpenedMonitor> {
	if (command.replay === undefined) {
		const onGpuFailure = (backend: string, reason: string): void => log('warn', 'gpu', `${backend}: ${reason}`);
		return {
			monitor: await createMonitor({...config, rules, recalled, isProcessListWanted, onGpuFailure}),
			playback: undefined,
		};
	}

	const {recordingSource} = await import('../sources/recording.js');
	const source = await recordingSource({place: command.replay, history: config.history, staysAtEnd}).catch(
		(error: unknown) => {
			throw new UsageError(`--replay: ${error instanceof Error ? error.message : String(error)}`, {cause: error});
		},
	);
	source.playback.setSpeed(command.replaySpeed);
	return {monitor: await createMonitor({source, history: config.history}), playback: source.playback};
}
