import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import type {CollectorHealth} from '../../metrics/schedule/collector-health.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {Examine} from '../health/context.js';
import type {PlaybackControls} from '../hooks/playback-context.js';
import type {ServerStatus} from '../hooks/server-status.js';

/** A machine on the screen. */
export type ShownMachine = {
	readonly monitor: {
		readonly store: ReadonlyStore<MonitorState>;
		/** How every collector is doing: calls, failures, durations. */
		health(): readonly CollectorHealth[];
		setIntervalMs(intervalMs: number): void;
	};
	/** Of the server that broadcasts the same monitor, if there is one. */
	readonly serverStatus?: ReadonlyStore<ServerStatus> | undefined;
	/** The knobs of the recording that is shown, if it is one. */
	readonly playback?: PlaybackControls | undefined;
	/** Looks at the monitor itself, and at what follows it. */
	readonly examine: Examine;
	/** How the machine is reached, if it is another. */
	readonly host?: ReadonlyStore<FleetHost | undefined> | undefined;
};
