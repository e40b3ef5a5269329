import {useApp, usePaste} from 'ink';
import {useCallback, useEffect, useMemo, useSyncExternalStore} from 'react';
import {handleKey, handlePaste} from './dispatch/handle-key.js';
import {handleMouse} from './dispatch/handle-mouse.js';
import {Overview} from './fleet/overview.js';
import {AppearanceContext, ServicesContext, useScreen} from './hooks/services.js';
import {keyNames} from './input/key-names.js';
import type {Services} from './state/services.js';
import {useKeys} from './terminal/use-keys.js';
import {Machine} from './views/machine.js';

/** Renders the screen from the state store. Keys, paste and mouse are dispatched by the state at that moment. */
export function App({services}: {readonly services: Services}) {
	useTerminalInput(services);
	const appearance = useSyncExternalStore(services.state.subscribe, services.appearance);
	return (
		<ServicesContext.Provider value={services}>
			<AppearanceContext.Provider value={appearance}>
				<CurrentRoute services={services} />
			</AppearanceContext.Provider>
		</ServicesContext.Provider>
	);
}

/** Renders the machine or the fleet overview that the route names. */
function CurrentRoute({services}: {readonly services: Services}) {
	const route = useScreen(state => state.route);
	const own = useMemo(() => (route.kind === 'machine' ? {...services, route} : services), [services, route]);
	return (
		<ServicesContext.Provider value={own}>
			{route.kind === 'overview' ? <Overview route={route} /> : <Machine key={route.id} />}
		</ServicesContext.Provider>
	);
}

function useTerminalInput(services: Services): void {
	const {hasKeyboard, mouse, stop} = services.terminal;
	const {suspendTerminal} = useApp();
	const onInput = useCallback(
		(input: string) => {
			for (const name of keyNames(input)) {
				handleKey(name, services, () => void suspendTerminal(stop));
			}
		},
		[services, suspendTerminal, stop],
	);
	useKeys(onInput, hasKeyboard);
	usePaste(text => handlePaste(text, services), {isActive: hasKeyboard});
	useEffect(() => mouse?.subscribe(report => handleMouse(report, services)), [mouse, services]);
}
