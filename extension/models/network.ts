import * as vscode from 'vscode';
import type { NetworkSettings } from '../../sidecar/protocol';
import { getSetting } from '../config/configuration';

/** How the user lets us reach the network: our own setting, and VS Code's for proxies (see its `http.*` settings). */
export function networkSettings(): NetworkSettings {
  const noProxy = http('noProxy');
  return {
    offline: getSetting('model.downloads') === 'never',
    proxy: http('proxySupport') === 'off' ? 'off' : textOf(http('proxy')),
    noProxy: Array.isArray(noProxy) ? noProxy.map(textOf) : [],
    strictSsl: http('proxyStrictSSL') !== false,
  };
}

/** The user's own value, or the default: a workspace has no say in where we connect to. */
function http(name: string): unknown {
  const values = vscode.workspace.getConfiguration('http').inspect<unknown>(name);
  return values?.globalValue ?? values?.defaultValue;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
