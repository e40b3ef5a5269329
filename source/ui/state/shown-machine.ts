import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import type {DebugInfo} from '../../health/debug-info.js';
import type {CollectorHealth} from '../../metrics/schedule/collector-health.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {PlaybackControls} from './playback.js';

/** What the screen shows of the server that broadcasts the same monitor. */
export type ServerStatus = {
	/** `http://127.0.0.1:8765/`. */
	readonly address: string | undefined;
	readonly clients: number;
	/** Snapshots left out for slow clients since the start. */
	readonly skippedFrames: number;
};

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
	/** Looks at the monitor itself, and at what follows it. Costs something each time. */
	examine(): DebugInfo;
	/** How the machine is reached, if it is another. */
	readonly host?: ReadonlyStore<FleetHost | undefined> | undefined;
};
