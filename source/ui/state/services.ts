import type {Store} from '../../core/store.js';
import {type Appearance, withDecimalUnits} from '../drawing/appearance.js';
import type {Mouse} from '../terminal/mouse.js';
import type {Choices} from './choices.js';
import type {FleetControls, MachineRoute} from './route.js';
import type {ScreenState} from './screen-state.js';

/** The terminal that is drawn on. */
export type ScreenTerminal = {
	/** `false` when there is no terminal to read keys from. */
	readonly hasKeyboard: boolean;
	/** Absent where it is left to the terminal. */
	readonly mouse: Mouse | undefined;
	/** Writes all of what is there again. */
	redraw(): void;
	leave(): void;
	/** Stops the program until the shell continues it. */
	stop(): Promise<void>;
};

/** What stays the same while the screen is drawn; what changes is in the state. */
export type Services = {
	readonly state: Store<ScreenState>;
	readonly terminal: ScreenTerminal;
	/** Absent where there is one machine alone. */
	readonly fleet: FleetControls | undefined;
	/** Writes what the user chose into the configuration; resolves with what was written where. Absent where there is none. */
	readonly remember: ((choices: Choices) => Promise<string>) | undefined;
	/** How everything is drawn now. */
	appearance(): Appearance;
	/** Around it all is drawn of this machine. Absent in the overview of a fleet. */
	readonly route?: MachineRoute;
};

export function createServices(parts: Omit<Services, 'appearance' | 'route'>): Services {
	let from: ScreenState | undefined;
	let appearance: Appearance | undefined;
	return {
		...parts,
		appearance() {
			const now = parts.state.getState();
			if (!appearance || !from || !isDrawnAlike(now, from)) {
				const chosen = now.settings.appearanceFor(now.ui);
				appearance = now.ui.hasDecimalUnits ? withDecimalUnits(chosen) : chosen;
			}

			from = now;
			return appearance;
		},
	};
}

function isDrawnAlike(one: ScreenState, other: ScreenState): boolean {
	return (
		one === other ||
		(one.settings.appearanceFor === other.settings.appearanceFor &&
			one.ui.theme === other.ui.theme &&
			one.ui.graph === other.ui.graph &&
			one.ui.hasDecimalUnits === other.ui.hasDecimalUnits)
	);
}
