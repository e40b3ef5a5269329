import type {KeyAction} from '../../config/options/key-actions.js';
import type {Step} from '../lists/scroll-position.js';
import type {ActionGroup} from './action-groups.js';
import type {MachineControls, OverviewControls} from './controls.js';

/** An entry of the key table: default keys, texts and handlers. */
export type ActionRow = {
	/** Group in the help. */
	readonly group: ActionGroup;
	/** Default keys; none for an action of the command palette alone. */
	readonly keys: readonly string[];
	/** Text for the help page. */
	readonly description: string;
	/** Short text for the footer. */
	readonly hint?: string;
	/** Limits the action to a fleet, a recording or the alert list. */
	readonly when?: 'fleet' | 'recording' | 'alerts';
	/** Step by which the action moves in the list that has the focus. */
	readonly step?: Step;
	/** Runs the action on the machine view. */
	run(controls: MachineControls): void;
	/** Runs the action in the fleet overview; absent when it does nothing there. */
	overview?(controls: OverviewControls): void;
};

/** Rows of some actions. */
export type ActionRows = Readonly<Partial<Record<KeyAction, ActionRow>>>;

/** Runs the same action on the machine view and in the overview. */
export function anywhere(
	run: (controls: MachineControls | OverviewControls) => void,
): Pick<ActionRow, 'run' | 'overview'> {
	return {run, overview: run};
}

/** Opens or closes a full-screen page. */
export function page(kind: 'help' | 'health'): Pick<ActionRow, 'run' | 'overview'> {
	return {
		run: controls => controls.open(controls.ui().overlay?.kind === kind ? undefined : {kind, scroll: 0}),
		overview: controls => controls.change(state => ({...state, page: {kind, scroll: 0}})),
	};
}

/** Moves in the list that has the focus. */
export function movement(step: Step): Pick<ActionRow, 'step' | 'run' | 'overview'> {
	return {step, ...anywhere(controls => controls.move(step))};
}
