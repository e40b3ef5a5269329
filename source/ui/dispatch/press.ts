import {actionOf, rowOf} from '../input/keys.js';
import {scrolled} from '../lists/scroll.js';
import {pressInBox} from '../overlays/boxes.js';
import {pasteInFilter, pressInFilter} from '../overlays/filter.js';
import type {PressedKey} from '../overlays/overlay-definition.js';
import type {Action} from '../state/key-binding.js';
import type {Services} from '../state/services.js';
import type {Overlay} from '../state/ui-state.js';
import {machineDesk, type ShownMachineDesk} from './machine-desk.js';
import {overviewDesk, type ShownOverviewDesk} from './overview-desk.js';

/** What one key does, on whatever is shown. */
export function press(name: string, services: Services, suspend: () => void): void {
	const {scene, settings} = services.state.getState();
	const action = actionOf(name, settings.bindings);
	if (scene.kind === 'machine') {
		pressOnMachine({name, action}, machineDesk(services, scene, {key: name, suspend}));
	} else if (action !== undefined) {
		pressInOverview(action, overviewDesk(services, scene, suspend));
	}
}

/** What pasted text does: it is text where text is typed, and nothing elsewhere. */
export function paste(text: string, services: Services): void {
	const {scene, ui} = services.state.getState();
	if (scene.kind === 'machine' && ui.overlay?.kind === 'filter') {
		pasteInFilter(text, ui.overlay.text, machineDesk(services, scene, {key: '', suspend() {}}));
	}
}

/** An overlay takes the keys it knows; help leaves the others to the table. */
function pressOnMachine(key: PressedKey, desk: ShownMachineDesk): void {
	const {overlay} = desk.ui();
	if (key.action === 'quit' && (key.name.startsWith('ctrl+') || overlay?.kind !== 'filter')) {
		rowOf('quit').run(desk);
	} else if (overlay) {
		pressInOverlay(key, overlay, desk);
	} else if (key.action) {
		rowOf(key.action).run(desk);
	}
}

/** What a key does while an overlay is open. */
export function pressInOverlay(key: PressedKey, overlay: Overlay, desk: ShownMachineDesk): void {
	switch (overlay.kind) {
		case 'filter':
			pressInFilter(key.name, overlay.text, desk);
			break;
		case 'help':
		case 'health':
			pressInPage(key, overlay, desk);
			break;
		default:
			pressInBox(key, overlay, desk);
	}
}

/** What fills the whole screen scrolls; a key that does something else closes it, and does that. */
function pressInPage({action}: PressedKey, page: Overlay<'help' | 'health'>, desk: ShownMachineDesk): void {
	if (action === undefined) {
		return;
	}

	const {step, run} = rowOf(action);
	if (step) {
		desk.open({...page, scroll: scrolled(page.scroll, step, desk.extent(page.kind))});
		return;
	}

	desk.open(undefined);
	if (action !== page.kind && action !== 'close') {
		run(desk);
	}
}

/** A page takes all keys; none but these does anything besides closing it. */
const overPages: ReadonlySet<Action> = new Set(['quit', 'suspend']);

export function pressInOverview(action: Action, desk: ShownOverviewDesk): void {
	const {page} = desk.state();
	const {step, overview} = rowOf(action);
	if (page === undefined) {
		overview?.(desk);
		return;
	}

	const next = step && {...page, scroll: scrolled(page.scroll, step, desk.extent(page.kind))};
	desk.change(state => ({...state, page: next}));
	if (overPages.has(action)) {
		overview?.(desk);
	}
}
