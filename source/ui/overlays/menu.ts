import type {MachineControls} from '../input/controls.js';
import {rowOf} from '../input/keys.js';
import {rowsOf, type Step} from '../lists/scroll-position.js';
import type {Overlay} from '../state/ui-state.js';
import type {PressedKey} from './overlay-definition.js';

/** Returns the index that a step leads to. Single steps wrap around; pages and ends do not. */
export function menuIndex(index: number, step: Step, length: number, pageRows: number): number {
	const last = Math.max(0, length - 1);
	const rows = rowsOf(step, pageRows);
	const isSingle = 'rows' in step && Math.abs(rows) === 1;
	const target = index + rows;
	return isSingle ? (target < 0 ? last : target > last ? 0 : target) : Math.max(0, Math.min(last, target));
}

/** Handles the navigation keys that all menus share, and closing. */
export function handleMenuKey(
	{action}: PressedKey,
	menu: Overlay<'sort' | 'users' | 'alerts' | 'events' | 'silence' | 'options' | 'columns'>,
	length: number,
	controls: MachineControls,
): void {
	const step = action && rowOf(action).step;
	if (step) {
		controls.open({...menu, index: menuIndex(menu.index, step, length, controls.pageRows())});
	} else if (action === 'close') {
		controls.open(undefined);
	}
}
