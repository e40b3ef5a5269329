import type {BoxContent} from '../boxes/overlay-box.js';
import type {MachineControls} from '../input/controls.js';
import type {KindAt, Overlay} from '../state/ui-state.js';
import {alertDetails} from './alert.js';
import {alertsList} from './alerts.js';
import {columnMenu} from './columns.js';
import {eventsList} from './events.js';
import {message} from './message.js';
import {niceInput} from './nice.js';
import {optionsMenu} from './options.js';
import type {OverlayDefinition, PressedKey, Scope} from './overlay-definition.js';
import {palette} from './palette.js';
import {signalMenu} from './signal.js';
import {silenceMenu} from './silence.js';
import {sortMenu} from './sort.js';
import {userMenu} from './users.js';

export type BoxKind = KindAt<'box'>;

const boxes: {readonly [Kind in BoxKind]: OverlayDefinition<Kind>} = {
	palette,
	sort: sortMenu,
	users: userMenu,
	signal: signalMenu,
	nice: niceInput,
	alerts: alertsList,
	alert: alertDetails,
	events: eventsList,
	silence: silenceMenu,
	options: optionsMenu,
	columns: columnMenu,
	message,
};

export function boxOf<Kind extends BoxKind>(overlay: Overlay<Kind>, scope: Scope): BoxContent {
	const definition: OverlayDefinition<Kind> = boxes[overlay.kind];
	return definition.box(overlay, scope);
}

export function handleBoxKey<Kind extends BoxKind>(
	key: PressedKey,
	overlay: Overlay<Kind>,
	controls: MachineControls,
): void {
	const definition: OverlayDefinition<Kind> = boxes[overlay.kind];
	definition.handleKey(key, overlay, controls);
}
