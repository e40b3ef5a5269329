import type {MachineDesk} from '../input/desk.js';
import {rowOf} from '../input/keys.js';
import type {Step} from '../lists/place.js';
import type {Overlay} from '../state/ui-state.js';
import type {PressedKey} from './overlay-definition.js';

/** The line that a step leads to: single steps go round, pages and ends do not. */
export function menuIndex(index: number, step: Step, length: number, pageRows: number): number {
	const last = Math.max(0, length - 1);
	const rows = 'rows' in step ? step.rows : step.pages * pageRows;
	const isSingle = 'rows' in step && Math.abs(rows) === 1;
	const wanted = index + rows;
	return isSingle ? (wanted < 0 ? last : wanted > last ? 0 : wanted) : Math.max(0, Math.min(last, wanted));
}

/** What the keys of a menu do that it does not take itself: they move in it, or close it. */
export function pressInMenu(
	{action}: PressedKey,
	menu: Overlay<'sort' | 'signal' | 'alerts' | 'silence' | 'options'>,
	length: number,
	desk: MachineDesk,
): void {
	const step = action && rowOf(action).step;
	if (step) {
		desk.open({...menu, index: menuIndex(menu.index, step, length, desk.pageRows())});
	} else if (action === 'close') {
		desk.open(undefined);
	}
}
