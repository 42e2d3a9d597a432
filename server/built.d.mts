export declare const ROOT: URL
export declare function moduleAt(name: string): URL
export declare function begin(url: URL | string): Promise<unknown>
