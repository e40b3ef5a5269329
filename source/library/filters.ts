import type {AlertLevel} from '../alerts/alert.js';
import {type AlertComponent, alertComponents} from '../alerts/rules/subject.js';
import {choice} from '../config/model/field.js';
import {variants} from '../config/options/handlers.js';
import * as unchecked from '../delivery/filters.js';
import {checkArgument, checkOf, listOf} from './options.js';

const {level, hours} = variants.console.fields.filters.fields;
const component = choice(alertComponents, {help: ''});
const checkHours = checkOf<unchecked.Hours>('hoursFilter', {
	from: {...hours.fields.from, isRequired: true},
	to: {...hours.fields.to, isRequired: true},
	timezone: hours.fields.timezone,
});

/** That level or a worse one. @throws TypeError for what is no level. */
export function levelFilter(minimum: AlertLevel): unchecked.AlertFilter {
	checkArgument('levelFilter', 'the level', level, minimum);
	return unchecked.levelFilter(minimum);
}

/** These components alone: `memory`, `disk`, … @throws TypeError for what is no component. */
export function componentFilter(components: readonly AlertComponent[]): unchecked.AlertFilter {
	checkArgument('componentFilter', 'components', listOf(component), components);
	return unchecked.componentFilter(components);
}

/**
These hours alone, as clocks on the wall there show them: when they are put forward or back, so are the hours.

@throws TypeError for hours of no day, and for a time zone that does not exist.
*/
export function hoursFilter(hoursOfDay: unchecked.Hours): unchecked.AlertFilter {
	checkHours(hoursOfDay);
	return unchecked.hoursFilter(hoursOfDay);
}
