import type {MonitorState} from '../../core/state.js';
import type {BoxContent, Screen} from '../boxes/overlay-box.js';
import type {Appearance} from '../drawing/appearance.js';
import type {MachineControls} from '../input/controls.js';
import type {Action} from '../state/key-binding.js';
import type {ScreenSettings} from '../state/screen-settings.js';
import type {Overlay, OverlayKind, UiState} from '../state/ui-state.js';

/** Input from which a box is drawn. */
export type Scope = Screen & {
	readonly ui: UiState;
	readonly monitor: MonitorState;
	readonly settings: ScreenSettings;
	readonly appearance: Appearance;
};

/** A pressed key, and the action it is bound to. */
export type PressedKey = {readonly name: string; readonly action: Action | undefined};

/** A box over the panels: its content and its key handling. */
export type OverlayDefinition<Kind extends OverlayKind> = {
	box(overlay: Overlay<Kind>, scope: Scope): BoxContent;
	handleKey(key: PressedKey, overlay: Overlay<Kind>, controls: MachineControls): void;
};

/** Returns a key handler that only closes the box, on `name` or on the close key. */
export function closeOn(name: string): OverlayDefinition<OverlayKind>['handleKey'] {
	return (key, _, controls) => {
		if (key.name === name || key.action === 'close') {
			controls.open(undefined);
		}
	};
}
