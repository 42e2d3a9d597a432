/** Made by `npm run api-types` from the service's OpenAPI document. */

export interface paths {
    "/api/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fingerprint: string;
                            installation: string;
                            lastBackup: number | null;
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/access-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description level-3 is 等保三级
                             * @enum {unknown}
                             */
                            passwords: "modern" | "level-3";
                            relaxations: ("administrator-content" | "custodian-officer")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description level-3 is 等保三级
                         * @enum {unknown}
                         */
                        passwords: "modern" | "level-3";
                        reason: string;
                        relaxations: ("administrator-content" | "custodian-officer")[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            at: number;
                            disabled: boolean;
                            name: string;
                            roles: {
                                /** @enum {unknown} */
                                role: "writer" | "reviewer" | "officer" | "custodian" | "supervisor" | "administrator";
                                scope: string;
                            }[];
                            totp: boolean;
                            validFrom: number | null;
                            validUntil: number | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        validFrom?: number | null;
                        validUntil?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            /** @description to hand over; changed at the first sign-in, shown nowhere again */
                            password: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        disabled?: boolean;
                        validFrom?: number | null;
                        validUntil?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/accounts/{name}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description to hand over; changed at the first sign-in, shown nowhere again */
                            password: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{name}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        role: "writer" | "reviewer" | "officer" | "custodian" | "supervisor" | "administrator";
                        /** @description a bank (6-31-01-03.3), an occupation (6-31-01-03), or * for an administrator */
                        scope: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{name}/roles/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        role: "writer" | "reviewer" | "officer" | "custodian" | "supervisor" | "administrator";
                        /** @description a bank (6-31-01-03.3), an occupation (6-31-01-03), or * for an administrator */
                        scope: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            level: number;
                            occupation: string;
                            occupationCode: string;
                            standard: string;
                            trade: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** @description Makes the bank of an occupation and level; the one that is there already stays as it is. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description 5 lowest … 1 highest */
                        level: number;
                        occupation: string;
                        /** @description national classification, e.g. 6-31-01-03 */
                        occupationCode: string;
                        /** @description name, edition and filing number of the occupational standard */
                        standard: string;
                        trade: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            level: number;
                            occupation: string;
                            occupationCode: string;
                            standard: string;
                            trade: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Approves in bulk: every listed item at the revision the reviewer has seen, or none. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        checked: string[];
                        items: {
                            item: string;
                            revision: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approved: number;
                            /** @description for a second reviewer */
                            waiting: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/assessment-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            at: number;
                            by: string;
                            clauses: {
                                binding: boolean;
                                id: string;
                                met: boolean;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            content: {
                                note: string;
                                pass: number;
                                /** @enum {unknown} */
                                rule: "each" | "weighted";
                                ways: {
                                    minutes: number | null;
                                    pass: number;
                                    /** @enum {unknown} */
                                    way: "theory" | "practical" | "safety" | "ethics" | "review";
                                    /** @description percent */
                                    weight: number;
                                }[];
                            };
                            reason: string;
                            version: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            note: string;
                            pass: number;
                            /** @enum {unknown} */
                            rule: "each" | "weighted";
                            ways: {
                                minutes: number | null;
                                pass: number;
                                /** @enum {unknown} */
                                way: "theory" | "practical" | "safety" | "ethics" | "review";
                                /** @description percent */
                                weight: number;
                            }[];
                        };
                        /** @description kept with the statement and in the log */
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            at: number;
                            by: string;
                            clauses: {
                                binding: boolean;
                                id: string;
                                met: boolean;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            content: {
                                note: string;
                                pass: number;
                                /** @enum {unknown} */
                                rule: "each" | "weighted";
                                ways: {
                                    minutes: number | null;
                                    pass: number;
                                    /** @enum {unknown} */
                                    way: "theory" | "practical" | "safety" | "ethics" | "review";
                                    /** @description percent */
                                    weight: number;
                                }[];
                            };
                            reason: string;
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/blueprints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            at: number;
                            author: string;
                            digest: string;
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            name: string;
                            version: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            anchors?: string[];
                            answers?: {
                                oneSize?: number;
                                trueShare?: {
                                    max: number;
                                    min: number;
                                };
                            };
                            attributes?: {
                                count?: number;
                                max?: number;
                                min?: number;
                                name: string;
                                share?: number;
                                tolerance?: number;
                                value: string;
                            }[];
                            balance?: "seconds"[];
                            difficulty?: {
                                count?: number;
                                level: number | "unknown" | null;
                                max?: number;
                                min?: number;
                                share?: number;
                                tolerance?: number;
                            }[];
                            excluded?: {
                                item: string;
                                paper?: number;
                            }[];
                            forms?: ("A" | "B")[];
                            importance?: {
                                count?: number;
                                level: "X" | "Y" | "Z";
                                max?: number;
                                min?: number;
                                share?: number;
                                tolerance?: number;
                            }[];
                            meanDifficulty?: {
                                max?: number;
                                min?: number;
                            };
                            minutes?: number;
                            off?: string[];
                            overlap?: {
                                lastSets?: number;
                                maxUses?: number;
                                months?: number;
                                usedBefore?: string;
                                withinSet?: number;
                            };
                            pass?: number;
                            perPoint?: {
                                max: number;
                            };
                            pinned?: {
                                item: string;
                                paper?: number;
                            }[];
                            plan?: number;
                            points?: {
                                min?: number;
                                vary?: boolean;
                            };
                            scopes?: {
                                count?: number;
                                marks?: number;
                                max?: number;
                                maxMarks?: number;
                                min?: number;
                                minMarks?: number;
                                scope: string;
                                weight?: number;
                            }[];
                            sections: {
                                attributes?: {
                                    count?: number;
                                    max?: number;
                                    min?: number;
                                    name: string;
                                    share?: number;
                                    tolerance?: number;
                                    value: string;
                                }[];
                                count: number;
                                difficulty?: {
                                    count?: number;
                                    level: number | "unknown" | null;
                                    max?: number;
                                    min?: number;
                                    share?: number;
                                    tolerance?: number;
                                }[];
                                importance?: {
                                    count?: number;
                                    level: "X" | "Y" | "Z";
                                    max?: number;
                                    min?: number;
                                    share?: number;
                                    tolerance?: number;
                                }[];
                                marks: number;
                                scopes?: {
                                    count?: number;
                                    marks?: number;
                                    max?: number;
                                    maxMarks?: number;
                                    min?: number;
                                    minMarks?: number;
                                    scope: string;
                                    weight?: number;
                                }[];
                                title?: string;
                                /** @enum {unknown} */
                                type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case";
                            }[];
                            spare?: number;
                            targets?: {
                                even?: boolean;
                                max?: number;
                                /** @enum {unknown} */
                                measure: "sum" | "mean";
                                min?: number;
                                of: string;
                                section?: number;
                                weighted?: boolean;
                            }[];
                            title?: string;
                        };
                        /** @enum {string} */
                        kind: "theory";
                        name: string;
                    } | {
                        content: {
                            marks: "scaled" | "exact";
                            maxUse?: number;
                            minMinutes?: number;
                            minutes?: number;
                            modules: {
                                count?: number;
                                minMinutes?: number;
                                minutes?: number;
                                mode: ("mandatory" | "pick_one" | "drawn") | "pick_n";
                                module: string;
                                weight: number;
                            }[];
                            plan?: number;
                            title?: string;
                        };
                        /** @enum {string} */
                        kind: "practical";
                        name: string;
                    } | {
                        content: {
                            maxUse?: number;
                            plan?: number;
                            topics: number;
                        };
                        /** @enum {string} */
                        kind: "defense";
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            at: number;
                            author: string;
                            digest: string;
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            name: string;
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/blueprints/{blueprint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One version with what it says. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    blueprint: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            at: number;
                            author: string;
                            content: unknown;
                            digest: string;
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            name: string;
                            version: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/calculations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            agreement: number | null;
                            attributes?: {
                                [key: string]: string;
                            };
                            calculation?: {
                                bounds?: {
                                    max: number;
                                    min: number;
                                };
                                constraints: string[];
                                distractors: string[];
                                formula: string;
                                rounding: {
                                    decimals: number;
                                } | {
                                    figures: number;
                                };
                                unit: string;
                                variables: {
                                    decimals?: number;
                                    name: string;
                                    values: {
                                        from: number;
                                        step: number;
                                        to: number;
                                    } | {
                                        list: number[];
                                    };
                                }[];
                            };
                            difficulty: number | null;
                            family: string | null;
                            fixedOrder: boolean;
                            key: {
                                options: string[];
                            } | {
                                truth: boolean;
                            } | {
                                text: string;
                            };
                            /** @enum {string} */
                            kind: "theory";
                            marks: number | null;
                            options: {
                                id: string;
                                text: string;
                            }[];
                            parts?: {
                                fixedOrder: boolean;
                                id: string;
                                key: {
                                    options: string[];
                                } | {
                                    truth: boolean;
                                } | {
                                    text: string;
                                };
                                marks: number | null;
                                options: {
                                    id: string;
                                    text: string;
                                }[];
                                stem: string;
                                /** @enum {unknown} */
                                type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay";
                            }[];
                            point: string | null;
                            rationale: string;
                            seconds: number | null;
                            source: string;
                            stem: string;
                            /** @enum {unknown} */
                            type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case";
                        };
                        /** @description 1000 by default */
                        draws?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            faults: {
                                code: string;
                                field: string;
                                message: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            preview: {
                                distinct: number;
                                draws: number;
                                examples: {
                                    key: {
                                        options: string[];
                                    } | {
                                        truth: boolean;
                                    } | {
                                        text: string;
                                    };
                                    options: {
                                        id: string;
                                        text: string;
                                    }[];
                                    rationale: string;
                                    stem: string;
                                    values: {
                                        [key: string]: number;
                                    };
                                }[];
                                failed: number;
                                range: {
                                    max: number;
                                    min: number;
                                    unit: string;
                                } | null;
                                reasons: {
                                    count: number;
                                    message: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** @enum {unknown} */
                                    reason: "constraint" | "not-finite" | "size" | "bounds" | "vanishes" | "tie" | "equals-key" | "equal-options" | "text";
                                }[];
                            } | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/carried-blueprint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The longest blueprint in the bank’s own proportions that gives so many papers without a common item. */
        get: {
            parameters: {
                query: {
                    /** @description papers wanted, 1 to 999 */
                    papers: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            blueprint: {
                                anchors?: string[];
                                answers?: {
                                    oneSize?: number;
                                    trueShare?: {
                                        max: number;
                                        min: number;
                                    };
                                };
                                attributes?: {
                                    count?: number;
                                    max?: number;
                                    min?: number;
                                    name: string;
                                    share?: number;
                                    tolerance?: number;
                                    value: string;
                                }[];
                                balance?: "seconds"[];
                                difficulty?: {
                                    count?: number;
                                    level: number | "unknown" | null;
                                    max?: number;
                                    min?: number;
                                    share?: number;
                                    tolerance?: number;
                                }[];
                                excluded?: {
                                    item: string;
                                    paper?: number;
                                }[];
                                forms?: ("A" | "B")[];
                                importance?: {
                                    count?: number;
                                    level: "X" | "Y" | "Z";
                                    max?: number;
                                    min?: number;
                                    share?: number;
                                    tolerance?: number;
                                }[];
                                meanDifficulty?: {
                                    max?: number;
                                    min?: number;
                                };
                                minutes?: number;
                                off?: string[];
                                overlap?: {
                                    lastSets?: number;
                                    maxUses?: number;
                                    months?: number;
                                    usedBefore?: string;
                                    withinSet?: number;
                                };
                                pass?: number;
                                perPoint?: {
                                    max: number;
                                };
                                pinned?: {
                                    item: string;
                                    paper?: number;
                                }[];
                                plan?: number;
                                points?: {
                                    min?: number;
                                    vary?: boolean;
                                };
                                scopes?: {
                                    count?: number;
                                    marks?: number;
                                    max?: number;
                                    maxMarks?: number;
                                    min?: number;
                                    minMarks?: number;
                                    scope: string;
                                    weight?: number;
                                }[];
                                sections: {
                                    attributes?: {
                                        count?: number;
                                        max?: number;
                                        min?: number;
                                        name: string;
                                        share?: number;
                                        tolerance?: number;
                                        value: string;
                                    }[];
                                    count: number;
                                    difficulty?: {
                                        count?: number;
                                        level: number | "unknown" | null;
                                        max?: number;
                                        min?: number;
                                        share?: number;
                                        tolerance?: number;
                                    }[];
                                    importance?: {
                                        count?: number;
                                        level: "X" | "Y" | "Z";
                                        max?: number;
                                        min?: number;
                                        share?: number;
                                        tolerance?: number;
                                    }[];
                                    marks: number;
                                    scopes?: {
                                        count?: number;
                                        marks?: number;
                                        max?: number;
                                        maxMarks?: number;
                                        min?: number;
                                        minMarks?: number;
                                        scope: string;
                                        weight?: number;
                                    }[];
                                    title?: string;
                                    /** @enum {unknown} */
                                    type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case";
                                }[];
                                spare?: number;
                                targets?: {
                                    even?: boolean;
                                    max?: number;
                                    /** @enum {unknown} */
                                    measure: "sum" | "mean";
                                    min?: number;
                                    of: string;
                                    section?: number;
                                    weighted?: boolean;
                                }[];
                                title?: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/consultations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The register: who consulted which archive when and why, who approved, who was present. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            at: number;
                            by: string;
                            decided: number | null;
                            decidedBy: string | null;
                            decision: ("approved" | "refused") | null;
                            id: string;
                            person: string;
                            present: string[] | null;
                            reason: string;
                            sitting: string;
                            visited: number | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/consultations/{consultation}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    consultation: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        decision: "approved" | "refused";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/consultations/{consultation}/visit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Enters that an approved consultation takes place now, and the two who are present. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    consultation: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        present: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description items older than so many months count as old */
                    oldMonths?: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checks: {
                                finding: {
                                    en: string;
                                    zh: string;
                                };
                                holds: boolean;
                                id: string;
                                rule: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            defense: {
                                approved: number;
                            };
                            /** @description where the sentences of the rules stand */
                            document: string;
                            editions: {
                                at: number;
                                digest: string;
                                edition: string;
                                inForce: boolean;
                                /** @enum {unknown} */
                                kind: "theory" | "practical";
                            }[];
                            met: boolean;
                            old: {
                                items: number;
                                months: number;
                            };
                            openRelations: number;
                            papers: {
                                [key: string]: {
                                    made: number;
                                    sealed: number;
                                };
                            };
                            people: {
                                reviewers: number;
                                writers: number;
                            };
                            plan: {
                                clauses: {
                                    binding: boolean;
                                    id: string;
                                    met: boolean;
                                    sentence: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                content: {
                                    note: string;
                                    pass: number;
                                    /** @enum {unknown} */
                                    rule: "each" | "weighted";
                                    ways: {
                                        minutes: number | null;
                                        pass: number;
                                        /** @enum {unknown} */
                                        way: "theory" | "practical" | "safety" | "ethics" | "review";
                                        /** @description percent */
                                        weight: number;
                                    }[];
                                };
                            } | null;
                            practical: {
                                approved: number;
                                modules: {
                                    code: string;
                                    name: string;
                                    tasks: number;
                                    weight: number;
                                }[];
                                unassigned: number;
                            };
                            /** @enum {unknown} */
                            reading: "and" | "or";
                            rules: {
                                found: number;
                                /** @enum {unknown} */
                                id: "theory-items" | "theory-papers" | "practical-papers" | "defense-topics";
                                met: boolean;
                                needed: number;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                                source: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            standard: {
                                /** @description e.g. GZB 6-31-01-03 */
                                code: string;
                                /** @description e.g. 2018年版 */
                                edition: string;
                                filingNumber: string | null;
                                name: string;
                            } | null;
                            states: {
                                approved: number;
                                draft: number;
                                retired: number;
                                submitted: number;
                            };
                            superseded: number;
                            theory: {
                                approved: number;
                                byDifficulty: {
                                    [key: string]: number;
                                };
                                byType: {
                                    [key: string]: number;
                                };
                                importance: {
                                    items: number;
                                    level: "X" | "Y" | "Z";
                                    points: number;
                                    /** @description percent, one decimal */
                                    pointShare: number;
                                    /** @description percent, one decimal */
                                    share: number;
                                }[];
                                perPoint: {
                                    code: string;
                                    importance: "X" | "Y" | "Z";
                                    items: number;
                                    name: string;
                                }[];
                                points: number;
                                pointsWithOne: string[];
                                pointsWithout: string[];
                                scopes: {
                                    byDifficulty: number[];
                                    code: string;
                                    depth: number;
                                    items: number;
                                    lowest: boolean;
                                    name: string;
                                    points: number;
                                    pointsWith: number;
                                    /** @description percent, one decimal */
                                    share: number;
                                    weight: number;
                                }[];
                                unassigned: number;
                            };
                            updates: {
                                added: number;
                                quarter: string;
                                retired: number;
                                revised: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/coverage/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Never used and overused items, in numbers. */
        get: {
            parameters: {
                query?: {
                    /** @description in so many sets an item counts as overused */
                    often?: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approved: number;
                            never: number;
                            often: number;
                            overused: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/coverage/yield": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How many further papers the approved items give under a blueprint, and what ends it. */
        get: {
            parameters: {
                query: {
                    blueprint: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            blueprint: {
                                id: string;
                                /** @enum {unknown} */
                                kind: "theory" | "practical";
                                name: string;
                            };
                            found: number;
                            scarce: {
                                en: string;
                                zh: string;
                            } | null;
                            upper: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/custodian-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            members: {
                                fingerprint: string;
                                kind: string;
                                name: string;
                            }[];
                            name: string;
                            threshold: number;
                            version: number;
                            warnings: {
                                en: string;
                                zh: string;
                            }[];
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** @description Makes a group, or its next version. What is sealed already stays with its custodians. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        members: string[];
                        name?: string;
                        threshold?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            members: {
                                fingerprint: string;
                                kind: string;
                                name: string;
                            }[];
                            name: string;
                            threshold: number;
                            version: number;
                            warnings: {
                                en: string;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/custodian-groups/deal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Deals the shares of what is sealed anew to a group; needs a quorum of the old custodians. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        group?: string;
                        present: {
                            custodian: string;
                            passphrase: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            objects: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/custodians": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fingerprint: string;
                            kind: string;
                            name: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** @description Makes the key pair of the person who asks, under a passphrase of their own. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        passphrase: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fingerprint: string;
                            kind: string;
                            name: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/custodians/{custodian}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    custodian: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/custodians/passphrase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Puts the private key of the person who asks under another passphrase. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        old: string;
                        passphrase: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            envelopes: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/custodians/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Makes a recovery share for the safe; the reply is its sheet, with the passphrase that is kept nowhere. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": unknown;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/custody": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The register: every sealed object checked against its files, its copies and its alarms. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alarms: {
                                kind: string;
                                message: {
                                    en: string;
                                    zh: string;
                                };
                                /** @description Unix time in ms */
                                since: number;
                            }[];
                            destroyed: boolean;
                            form: string;
                            held: {
                                /** @description Unix time in ms */
                                at: number;
                                count: number;
                                due: number | null;
                                holder: string;
                                id: string;
                                part: string;
                                place: string;
                                state: string;
                            }[];
                            intact: boolean;
                            kind: "paper" | "key" | "set";
                            /** @description Unix time in ms */
                            notBefore: number;
                            object: string;
                            opened: number[];
                            paper: number | null;
                            /** @description Unix time in ms */
                            sealedAt: number;
                            set: string;
                            voided: boolean;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/custody/{object}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Hands out a copy of a sealed file; it is in the register before it is given. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    object: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Unix time in ms */
                        due?: number;
                        holder: string;
                        part: "body" | "envelope";
                        place: string;
                    };
                };
            };
            responses: {
                /** @description the file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/custody/{object}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    object: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        copy?: string;
                        holder?: string;
                        kind: "moved" | "returned" | "lost" | "destroyed";
                        note?: string;
                        place?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/destructions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            confirmed: number | null;
                            confirmedBy: string | null;
                            id: string;
                            /** @description Unix time in ms */
                            listed: number;
                            listedBy: string;
                            reason: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** @description Lists objects for destruction; another person confirms. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        objects: string[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            confirmed: number | null;
                            confirmedBy: string | null;
                            id: string;
                            /** @description Unix time in ms */
                            listed: number;
                            listedBy: string;
                            reason: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/destructions/{destruction}/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    destruction: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description PDF */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/destructions/{destruction}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    destruction: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            confirmed: number | null;
                            confirmedBy: string | null;
                            id: string;
                            /** @description Unix time in ms */
                            listed: number;
                            listedBy: string;
                            reason: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A bank, or the items named, as our workbook: keys included, every id in the log. Imported again it changes nothing. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        items?: string[];
                        kind: "theory" | "practical" | "defense";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/feasibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Whether a blueprint that is not saved gives so many papers (of a defense blueprint: serves so many candidates), how many it gives, and what is short. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        blueprint: {
                            anchors?: string[];
                            answers?: {
                                oneSize?: number;
                                trueShare?: {
                                    max: number;
                                    min: number;
                                };
                            };
                            attributes?: {
                                count?: number;
                                max?: number;
                                min?: number;
                                name: string;
                                share?: number;
                                tolerance?: number;
                                value: string;
                            }[];
                            balance?: "seconds"[];
                            difficulty?: {
                                count?: number;
                                level: number | "unknown" | null;
                                max?: number;
                                min?: number;
                                share?: number;
                                tolerance?: number;
                            }[];
                            excluded?: {
                                item: string;
                                paper?: number;
                            }[];
                            forms?: ("A" | "B")[];
                            importance?: {
                                count?: number;
                                level: "X" | "Y" | "Z";
                                max?: number;
                                min?: number;
                                share?: number;
                                tolerance?: number;
                            }[];
                            meanDifficulty?: {
                                max?: number;
                                min?: number;
                            };
                            minutes?: number;
                            off?: string[];
                            overlap?: {
                                lastSets?: number;
                                maxUses?: number;
                                months?: number;
                                usedBefore?: string;
                                withinSet?: number;
                            };
                            pass?: number;
                            perPoint?: {
                                max: number;
                            };
                            pinned?: {
                                item: string;
                                paper?: number;
                            }[];
                            plan?: number;
                            points?: {
                                min?: number;
                                vary?: boolean;
                            };
                            scopes?: {
                                count?: number;
                                marks?: number;
                                max?: number;
                                maxMarks?: number;
                                min?: number;
                                minMarks?: number;
                                scope: string;
                                weight?: number;
                            }[];
                            sections: {
                                attributes?: {
                                    count?: number;
                                    max?: number;
                                    min?: number;
                                    name: string;
                                    share?: number;
                                    tolerance?: number;
                                    value: string;
                                }[];
                                count: number;
                                difficulty?: {
                                    count?: number;
                                    level: number | "unknown" | null;
                                    max?: number;
                                    min?: number;
                                    share?: number;
                                    tolerance?: number;
                                }[];
                                importance?: {
                                    count?: number;
                                    level: "X" | "Y" | "Z";
                                    max?: number;
                                    min?: number;
                                    share?: number;
                                    tolerance?: number;
                                }[];
                                marks: number;
                                scopes?: {
                                    count?: number;
                                    marks?: number;
                                    max?: number;
                                    maxMarks?: number;
                                    min?: number;
                                    minMarks?: number;
                                    scope: string;
                                    weight?: number;
                                }[];
                                title?: string;
                                /** @enum {unknown} */
                                type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case";
                            }[];
                            spare?: number;
                            targets?: {
                                even?: boolean;
                                max?: number;
                                /** @enum {unknown} */
                                measure: "sum" | "mean";
                                min?: number;
                                of: string;
                                section?: number;
                                weighted?: boolean;
                            }[];
                            title?: string;
                        };
                        /** @enum {string} */
                        kind: "theory";
                        papers: number;
                    } | {
                        blueprint: {
                            marks: "scaled" | "exact";
                            maxUse?: number;
                            minMinutes?: number;
                            minutes?: number;
                            modules: {
                                count?: number;
                                minMinutes?: number;
                                minutes?: number;
                                mode: ("mandatory" | "pick_one" | "drawn") | "pick_n";
                                module: string;
                                weight: number;
                            }[];
                            plan?: number;
                            title?: string;
                        };
                        /** @enum {string} */
                        kind: "practical";
                        papers: number;
                    } | {
                        blueprint: {
                            maxUse?: number;
                            plan?: number;
                            topics: number;
                        };
                        /** @enum {string} */
                        kind: "defense";
                        papers: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description made, of those asked for */
                            found: number;
                            /** @enum {string} */
                            outcome: "answered";
                            /** @description asked for, spare ones included */
                            papers: number;
                            /** @description more than this are impossible (proven); 10,000 is no bound */
                            upper: number;
                            /** @description what is short */
                            why: {
                                en: string;
                                zh: string;
                            }[];
                        } | {
                            contradictions: {
                                place: string;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            /** @enum {string} */
                            outcome: "contradiction";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/filing-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The rules in force, and each change of them with its reason, the newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            history: {
                                /** @description Unix time in ms */
                                at: number;
                                by: string;
                                content: {
                                    document: string;
                                    /** @enum {unknown} */
                                    reading: "and" | "or";
                                    rules: {
                                        "defense-topics": {
                                            needed: number;
                                            source: {
                                                en: string;
                                                zh: string;
                                            };
                                        };
                                        "practical-papers": {
                                            needed: number;
                                            source: {
                                                en: string;
                                                zh: string;
                                            };
                                        };
                                        "theory-items": {
                                            needed: number;
                                            source: {
                                                en: string;
                                                zh: string;
                                            };
                                        };
                                        "theory-papers": {
                                            needed: number;
                                            source: {
                                                en: string;
                                                zh: string;
                                            };
                                        };
                                    };
                                };
                                reason: string;
                            }[];
                            inForce: {
                                document: string;
                                /** @enum {unknown} */
                                reading: "and" | "or";
                                rules: {
                                    "defense-topics": {
                                        needed: number;
                                        source: {
                                            en: string;
                                            zh: string;
                                        };
                                    };
                                    "practical-papers": {
                                        needed: number;
                                        source: {
                                            en: string;
                                            zh: string;
                                        };
                                    };
                                    "theory-items": {
                                        needed: number;
                                        source: {
                                            en: string;
                                            zh: string;
                                        };
                                    };
                                    "theory-papers": {
                                        needed: number;
                                        source: {
                                            en: string;
                                            zh: string;
                                        };
                                    };
                                };
                            };
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            document: string;
                            /** @enum {unknown} */
                            reading: "and" | "or";
                            rules: {
                                "defense-topics": {
                                    needed: number;
                                    source: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                "practical-papers": {
                                    needed: number;
                                    source: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                "theory-items": {
                                    needed: number;
                                    source: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                "theory-papers": {
                                    needed: number;
                                    source: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                            };
                        };
                        /** @description kept with the statement and in the log */
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            document: string;
                            /** @enum {unknown} */
                            reading: "and" | "or";
                            rules: {
                                "defense-topics": {
                                    needed: number;
                                    source: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                "practical-papers": {
                                    needed: number;
                                    source: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                "theory-items": {
                                    needed: number;
                                    source: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                "theory-papers": {
                                    needed: number;
                                    source: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/filing.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The filing report as PDF, workbook and signed data in one archive. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/zip": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/import-mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actor: string;
                            at: number;
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            mapping: {
                                blocks: {
                                    columns: {
                                        certain: boolean;
                                        column: number;
                                        field: string | null;
                                        header: string;
                                    }[];
                                    headerRow: number;
                                    /** @enum {unknown} */
                                    layout: "rows" | "flow";
                                    sheet: string;
                                    type: ("single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case") | null;
                                }[];
                                kind: "theory" | "practical" | "defense";
                            };
                            name: string;
                        }[];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        mapping: {
                            blocks: {
                                columns: {
                                    certain: boolean;
                                    column: number;
                                    field: string | null;
                                    header: string;
                                }[];
                                headerRow: number;
                                /** @enum {unknown} */
                                layout: "rows" | "flow";
                                sheet: string;
                                type: ("single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case") | null;
                            }[];
                            kind: "theory" | "practical" | "defense";
                        };
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/import-mappings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/import-templates/{template}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A workbook to fill in; its drop-downs hold the bank’s points and modules. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    template: "element-table" | "theory-items" | "practical-tasks" | "defense-topics";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            at: number;
                            fileDigest: string;
                            fileName: string;
                            id: string;
                            kind: string;
                            /** @description whose it is is not told: its items are reviewed by others */
                            mine: boolean;
                            /** @enum {unknown} */
                            state: "staging" | "published" | "undone";
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** @description One workbook or Word document as multipart/form-data; a field "mapping" before it sets the columns, a field "corrections" the cells that read otherwise and the rows that stay out. Every row ends in an outcome; `import` is null when nothing was written. */
        post: {
            parameters: {
                query?: {
                    acceptMapping?: "true" | "false";
                    dryRun?: "true" | "false";
                    keepMappingAs?: string;
                    kind?: ("theory" | "practical" | "defense") | "element-table";
                    near?: "true" | "false";
                    watch?: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            certain: boolean;
                            /** @description cells that were taken as corrected; texts are cut short */
                            corrected: {
                                after: string;
                                before: string;
                                column: string;
                                row: number;
                                sheet: string;
                            }[];
                            counts: {
                                added: number;
                                duplicate: number;
                                refused: number;
                                unchanged: number;
                                updated: number;
                            };
                            dryRun: boolean;
                            file: string;
                            import: string | null;
                            issues: {
                                code: string;
                                column: {
                                    header: string;
                                    letter: string;
                                } | null;
                                message: {
                                    en: string;
                                    zh: string;
                                };
                                row: number;
                                /** @enum {unknown} */
                                severity: "error" | "warning";
                                sheet: string;
                                value: string;
                            }[];
                            kind: string;
                            leftOut: {
                                row: number;
                                sheet: string;
                            }[];
                            mapping: {
                                blocks: {
                                    columns: {
                                        certain: boolean;
                                        column: number;
                                        field: string | null;
                                        header: string;
                                    }[];
                                    headerRow: number;
                                    /** @enum {unknown} */
                                    layout: "rows" | "flow";
                                    sheet: string;
                                    type: ("single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case") | null;
                                }[];
                                kind: "theory" | "practical" | "defense";
                            } | null;
                            /** @description of a dry run: rows with something to mend, whole; at most 300, refused ones first */
                            mendable: {
                                lines: {
                                    cells: {
                                        column: string;
                                        field: string | null;
                                        header: string;
                                        text: string;
                                    }[];
                                    row: number;
                                }[];
                                row: number;
                                sheet: string;
                            }[];
                            near: {
                                item: string | null;
                                other: {
                                    item?: string | null;
                                    number?: number | null;
                                    row?: number;
                                    sheet?: string;
                                    texts?: string[] | null;
                                };
                                row: number;
                                sheet: string;
                                similarity: number | null;
                                texts: string[] | null;
                                why: ("same" | "numbers" | "wording") | null;
                            }[] | null;
                            notes: {
                                message: {
                                    en: string;
                                    zh: string;
                                };
                                sheet: string;
                            }[];
                            points: {
                                rows: number;
                                suggestions: {
                                    code: string;
                                    name: string;
                                    similarity: number;
                                }[];
                                written: string;
                            }[];
                            pointsFound: {
                                code: number;
                                leaf: number;
                                names: number;
                                none: number;
                            };
                            rows: {
                                code: string | null;
                                issues: {
                                    code: string;
                                    column: {
                                        header: string;
                                        letter: string;
                                    } | null;
                                    message: {
                                        en: string;
                                        zh: string;
                                    };
                                    row: number;
                                    /** @enum {unknown} */
                                    severity: "error" | "warning";
                                    sheet: string;
                                    value: string;
                                }[];
                                item: string | null;
                                /** @enum {unknown} */
                                outcome: "added" | "updated" | "duplicate" | "refused" | "unchanged";
                                point: {
                                    /** @enum {unknown} */
                                    by: "code" | "names" | "leaf" | "none";
                                    code: string | null;
                                } | null;
                                row: number;
                                sheet: string;
                                twin: {
                                    item?: string | null;
                                    number?: number | null;
                                    row?: number;
                                    sheet?: string;
                                    texts?: string[] | null;
                                } | null;
                            }[];
                            /** @description how many rows ended in an outcome; the reply shows at most 1,000 */
                            rowsTotal: number;
                            /** @description of a dry run: the first rows below each header */
                            samples: {
                                headerRow: number;
                                rows: {
                                    cells: string[];
                                    row: number;
                                }[];
                                sheet: string;
                            }[];
                            tables: {
                                edition: string;
                                kind: string;
                                outcome: string;
                                points: number;
                                scopes: number;
                            }[];
                            unassigned: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                };
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next: number | null;
                            rows: {
                                code: string | null;
                                issues: {
                                    code: string;
                                    column: {
                                        header: string;
                                        letter: string;
                                    } | null;
                                    message: {
                                        en: string;
                                        zh: string;
                                    };
                                    row: number;
                                    /** @enum {unknown} */
                                    severity: "error" | "warning";
                                    sheet: string;
                                    value: string;
                                }[];
                                item: string | null;
                                no: number;
                                /** @enum {unknown} */
                                outcome: "added" | "updated" | "duplicate" | "refused" | "unchanged";
                                row: number;
                                sheet: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes back what an import brought, as long as none of its items was judged, used or changed. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            restored: number;
                            retired: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/imports/annotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description The same file back, nothing written: refused rows are marked and each wrong cell has a comment. Corrected and imported again it completes the import. */
        post: {
            parameters: {
                query?: {
                    kind?: ("theory" | "practical" | "defense") | "element-table";
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/imports/running/{watch}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Progress as server-sent events: "progress" with step, done and of; then "done" or "failed". */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    watch: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** @description Cancels the work and answers when it is over: 204 when its own request is answered with 409 and nothing of it is kept, 409 when it was too late. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    watch: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                    difficulty?: string;
                    kind?: "theory" | "practical" | "defense";
                    /** @description 1 to 200, 50 by default */
                    limit?: string;
                    point?: string;
                    state?: "draft" | "submitted" | "approved" | "retired";
                    type?: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case";
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string | null;
                                difficulty: number | null;
                                id: string;
                                number: number;
                                point: string | null;
                                revision: number;
                                /** @description the number as people say it */
                                spoken: string;
                                /** @enum {unknown} */
                                state: "draft" | "submitted" | "approved" | "retired";
                                title: string;
                                type: string | null;
                            }[];
                            next: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            agreement: number | null;
                            attributes?: {
                                [key: string]: string;
                            };
                            calculation?: {
                                bounds?: {
                                    max: number;
                                    min: number;
                                };
                                constraints: string[];
                                distractors: string[];
                                formula: string;
                                rounding: {
                                    decimals: number;
                                } | {
                                    figures: number;
                                };
                                unit: string;
                                variables: {
                                    decimals?: number;
                                    name: string;
                                    values: {
                                        from: number;
                                        step: number;
                                        to: number;
                                    } | {
                                        list: number[];
                                    };
                                }[];
                            };
                            difficulty: number | null;
                            family: string | null;
                            fixedOrder: boolean;
                            key: {
                                options: string[];
                            } | {
                                truth: boolean;
                            } | {
                                text: string;
                            };
                            /** @enum {string} */
                            kind: "theory";
                            marks: number | null;
                            options: {
                                id: string;
                                text: string;
                            }[];
                            parts?: {
                                fixedOrder: boolean;
                                id: string;
                                key: {
                                    options: string[];
                                } | {
                                    truth: boolean;
                                } | {
                                    text: string;
                                };
                                marks: number | null;
                                options: {
                                    id: string;
                                    text: string;
                                }[];
                                stem: string;
                                /** @enum {unknown} */
                                type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay";
                            }[];
                            point: string | null;
                            rationale: string;
                            seconds: number | null;
                            source: string;
                            stem: string;
                            /** @enum {unknown} */
                            type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case";
                        } | {
                            attributes?: {
                                [key: string]: string;
                            };
                            candidate: {
                                count: string;
                                group: "material" | "equipment" | "tool" | "venue";
                                name: string;
                                note: string;
                                spec: string;
                                unit: string;
                            }[];
                            criticalFailures: string[];
                            difficulty: number | null;
                            /** @enum {string} */
                            kind: "practical";
                            marking: {
                                element: string;
                                /** @description half marks */
                                marks: number;
                                requirement: string;
                                rule: string;
                            }[];
                            /** @description half marks */
                            marks: number;
                            module: string | null;
                            preparationMinutes: number;
                            requirements: string;
                            site: {
                                count: string;
                                group: "material" | "equipment" | "tool" | "venue";
                                name: string;
                                note: string;
                                spec: string;
                                unit: string;
                            }[];
                            source: string;
                            title: string;
                            workingMinutes: number;
                        } | {
                            attributes?: {
                                [key: string]: string;
                            };
                            difficulty: number | null;
                            expectedPoints: string[];
                            followUps: string[];
                            /** @enum {string} */
                            kind: "defense";
                            minutes: number;
                            scope: string | null;
                            scoringPoints: {
                                /** @description half marks */
                                marks: number;
                                text: string;
                            }[];
                            source: string;
                            title: string;
                        };
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description as people say it: bank, kind, running number, check character */
                            number: string;
                            /** @enum {string} */
                            outcome: "saved";
                            revision: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "approved" | "retired";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approved: number | null;
                            code: string | null;
                            difficulty: number | null;
                            id: string;
                            number: number;
                            options: {
                                id: string;
                                text: string;
                            }[];
                            /** @description the sub-items of a case */
                            parts: {
                                id: string;
                                marks: number | null;
                                options: {
                                    id: string;
                                    text: string;
                                }[];
                                stem: string;
                                /** @enum {unknown} */
                                type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay";
                            }[];
                            point: string | null;
                            revision: number;
                            /** @description the number as people say it */
                            spoken: string;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "approved" | "retired";
                            title: string;
                            type: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        field: string;
                        revision: number;
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    revision?: string;
                };
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approved: number | null;
                            content: {
                                agreement: number | null;
                                attributes?: {
                                    [key: string]: string;
                                };
                                calculation?: {
                                    bounds?: {
                                        max: number;
                                        min: number;
                                    };
                                    constraints: string[];
                                    distractors: string[];
                                    formula: string;
                                    rounding: {
                                        decimals: number;
                                    } | {
                                        figures: number;
                                    };
                                    unit: string;
                                    variables: {
                                        decimals?: number;
                                        name: string;
                                        values: {
                                            from: number;
                                            step: number;
                                            to: number;
                                        } | {
                                            list: number[];
                                        };
                                    }[];
                                };
                                difficulty: number | null;
                                family: string | null;
                                fixedOrder: boolean;
                                key: {
                                    options: string[];
                                } | {
                                    truth: boolean;
                                } | {
                                    text: string;
                                };
                                /** @enum {string} */
                                kind: "theory";
                                marks: number | null;
                                options: {
                                    id: string;
                                    text: string;
                                }[];
                                parts?: {
                                    fixedOrder: boolean;
                                    id: string;
                                    key: {
                                        options: string[];
                                    } | {
                                        truth: boolean;
                                    } | {
                                        text: string;
                                    };
                                    marks: number | null;
                                    options: {
                                        id: string;
                                        text: string;
                                    }[];
                                    stem: string;
                                    /** @enum {unknown} */
                                    type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay";
                                }[];
                                point: string | null;
                                rationale: string;
                                seconds: number | null;
                                source: string;
                                stem: string;
                                /** @enum {unknown} */
                                type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case";
                            } | {
                                attributes?: {
                                    [key: string]: string;
                                };
                                candidate: {
                                    count: string;
                                    group: "material" | "equipment" | "tool" | "venue";
                                    name: string;
                                    note: string;
                                    spec: string;
                                    unit: string;
                                }[];
                                criticalFailures: string[];
                                difficulty: number | null;
                                /** @enum {string} */
                                kind: "practical";
                                marking: {
                                    element: string;
                                    /** @description half marks */
                                    marks: number;
                                    requirement: string;
                                    rule: string;
                                }[];
                                /** @description half marks */
                                marks: number;
                                module: string | null;
                                preparationMinutes: number;
                                requirements: string;
                                site: {
                                    count: string;
                                    group: "material" | "equipment" | "tool" | "venue";
                                    name: string;
                                    note: string;
                                    spec: string;
                                    unit: string;
                                }[];
                                source: string;
                                title: string;
                                workingMinutes: number;
                            } | {
                                attributes?: {
                                    [key: string]: string;
                                };
                                difficulty: number | null;
                                expectedPoints: string[];
                                followUps: string[];
                                /** @enum {string} */
                                kind: "defense";
                                minutes: number;
                                scope: string | null;
                                scoringPoints: {
                                    /** @description half marks */
                                    marks: number;
                                    text: string;
                                }[];
                                source: string;
                                title: string;
                            };
                            digest: string;
                            id: string;
                            newest: number;
                            number: string;
                            revision: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "approved" | "retired";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    from: string;
                    to: string;
                };
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changes: {
                                after: string | null;
                                before: string | null;
                                field: string;
                                runs: {
                                    /** @enum {unknown} */
                                    how: "same" | "removed" | "added";
                                    text: string;
                                }[];
                            }[];
                            from: number;
                            id: string;
                            to: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approved: number | null;
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            number: string;
                            quarantined: boolean;
                            quarantines: {
                                /** @description Unix time in ms */
                                at: number;
                                ended: number | null;
                                endReason: string | null;
                                reason: string;
                            }[];
                            retired: {
                                /** @description Unix time in ms */
                                at: number;
                                reason: string;
                            } | null;
                            revision: number;
                            revisions: {
                                /** @description Unix time in ms */
                                at: number;
                                author: {
                                    called: {
                                        en: string;
                                        zh: string;
                                    };
                                    self: boolean;
                                };
                                comments: {
                                    /** @description Unix time in ms */
                                    at: number;
                                    author: {
                                        called: {
                                            en: string;
                                            zh: string;
                                        };
                                        self: boolean;
                                    };
                                    field: string;
                                    id: string;
                                    text: string;
                                }[];
                                digest: string;
                                no: number;
                                reason: string;
                                verdicts: {
                                    /** @description Unix time in ms */
                                    at: number;
                                    checked: string[];
                                    reasons: string;
                                    reviewer: {
                                        called: {
                                            en: string;
                                            zh: string;
                                        };
                                        self: boolean;
                                    };
                                    /** @enum {unknown} */
                                    verdict: "approved" | "returned" | "rejected";
                                }[];
                            }[];
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "approved" | "retired";
                            tasks: {
                                /** @description Unix time in ms */
                                due: number;
                                ended: number | null;
                                person: {
                                    called: {
                                        en: string;
                                        zh: string;
                                    };
                                    self: boolean;
                                };
                                /** @enum {unknown} */
                                task: "write" | "review";
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/pictures/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                    sha256: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        base: number;
                        reason: string;
                        revision: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description as people say it: bank, kind, running number, check character */
                            number: string;
                            /** @enum {string} */
                            outcome: "saved";
                            revision: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "approved" | "retired";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Edits: `base` is the newest revision the person has seen. 409 carries both versions. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        base: number;
                        content: {
                            agreement: number | null;
                            attributes?: {
                                [key: string]: string;
                            };
                            calculation?: {
                                bounds?: {
                                    max: number;
                                    min: number;
                                };
                                constraints: string[];
                                distractors: string[];
                                formula: string;
                                rounding: {
                                    decimals: number;
                                } | {
                                    figures: number;
                                };
                                unit: string;
                                variables: {
                                    decimals?: number;
                                    name: string;
                                    values: {
                                        from: number;
                                        step: number;
                                        to: number;
                                    } | {
                                        list: number[];
                                    };
                                }[];
                            };
                            difficulty: number | null;
                            family: string | null;
                            fixedOrder: boolean;
                            key: {
                                options: string[];
                            } | {
                                truth: boolean;
                            } | {
                                text: string;
                            };
                            /** @enum {string} */
                            kind: "theory";
                            marks: number | null;
                            options: {
                                id: string;
                                text: string;
                            }[];
                            parts?: {
                                fixedOrder: boolean;
                                id: string;
                                key: {
                                    options: string[];
                                } | {
                                    truth: boolean;
                                } | {
                                    text: string;
                                };
                                marks: number | null;
                                options: {
                                    id: string;
                                    text: string;
                                }[];
                                stem: string;
                                /** @enum {unknown} */
                                type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay";
                            }[];
                            point: string | null;
                            rationale: string;
                            seconds: number | null;
                            source: string;
                            stem: string;
                            /** @enum {unknown} */
                            type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case";
                        } | {
                            attributes?: {
                                [key: string]: string;
                            };
                            candidate: {
                                count: string;
                                group: "material" | "equipment" | "tool" | "venue";
                                name: string;
                                note: string;
                                spec: string;
                                unit: string;
                            }[];
                            criticalFailures: string[];
                            difficulty: number | null;
                            /** @enum {string} */
                            kind: "practical";
                            marking: {
                                element: string;
                                /** @description half marks */
                                marks: number;
                                requirement: string;
                                rule: string;
                            }[];
                            /** @description half marks */
                            marks: number;
                            module: string | null;
                            preparationMinutes: number;
                            requirements: string;
                            site: {
                                count: string;
                                group: "material" | "equipment" | "tool" | "venue";
                                name: string;
                                note: string;
                                spec: string;
                                unit: string;
                            }[];
                            source: string;
                            title: string;
                            workingMinutes: number;
                        } | {
                            attributes?: {
                                [key: string]: string;
                            };
                            difficulty: number | null;
                            expectedPoints: string[];
                            followUps: string[];
                            /** @enum {string} */
                            kind: "defense";
                            minutes: number;
                            scope: string | null;
                            scoringPoints: {
                                /** @description half marks */
                                marks: number;
                                text: string;
                            }[];
                            source: string;
                            title: string;
                        };
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description as people say it: bank, kind, running number, check character */
                            number: string;
                            /** @enum {string} */
                            outcome: "saved";
                            revision: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "approved" | "retired";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Sets that took the item and none of whose papers can be sat any more, with their sittings; a use is secret before. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kind: "theory" | "practical" | "defense";
                            /** @description of the set, in the bank and kind */
                            number: number;
                            set: string;
                            sittings: {
                                id: string;
                                name: string;
                                /** @description Unix time in ms */
                                starts: number;
                            }[];
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/verdicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        checked?: string[];
                        reasons?: string;
                        revision: number;
                        /** @enum {unknown} */
                        verdict: "approved" | "returned" | "rejected";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approvals: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "approved" | "retired";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        revision: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            at: number;
                            change: {
                                set: {
                                    attributes?: {
                                        [key: string]: string | null;
                                    };
                                    difficulty?: number | null;
                                    family?: string | null;
                                    point?: string | null;
                                    source?: string;
                                };
                            } | {
                                /** @enum {unknown} */
                                step: "submit" | "retire";
                            };
                            id: string;
                            items: number;
                            kind: "theory" | "practical" | "defense";
                            mine: boolean;
                            reason: string;
                            undoneAt: number | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** @description Takes the `items` of a preview with their revisions: all of them, or none. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        change: {
                            set: {
                                attributes?: {
                                    [key: string]: string | null;
                                };
                                difficulty?: number | null;
                                family?: string | null;
                                point?: string | null;
                                source?: string;
                            };
                        } | {
                            /** @enum {unknown} */
                            step: "submit" | "retire";
                        };
                        items: {
                            item: string;
                            revision: number;
                        }[];
                        kind: "theory" | "practical" | "defense";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            items: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/bulk/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kept: {
                                item: string;
                                message: {
                                    en: string;
                                    zh: string;
                                };
                                number: string;
                            }[];
                            undone: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/bulk/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        change: {
                            set: {
                                attributes?: {
                                    [key: string]: string | null;
                                };
                                difficulty?: number | null;
                                family?: string | null;
                                point?: string | null;
                                source?: string;
                            };
                        } | {
                            /** @enum {unknown} */
                            step: "submit" | "retire";
                        };
                        choice: {
                            items: string[];
                            kind: "theory" | "practical" | "defense";
                        } | {
                            kind: "theory" | "practical" | "defense";
                            search: {
                                agreement?: (number | null)[];
                                attributes?: {
                                    [key: string]: string;
                                };
                                /** @description true: with variables, drawn for each paper */
                                calculation?: boolean;
                                /** @description Unix time in ms, inclusive */
                                changedFrom?: number;
                                /** @description Unix time in ms, inclusive */
                                changedTo?: number;
                                /** @description the id an import brought */
                                code?: string;
                                /** @description Unix time in ms, inclusive */
                                createdFrom?: number;
                                /** @description Unix time in ms, inclusive */
                                createdTo?: number;
                                difficulty?: (number | null)[];
                                family?: string;
                                /** @description true: options stay as written */
                                fixedOrder?: boolean;
                                formula?: boolean;
                                importance?: ("X" | "Y" | "Z")[];
                                in?: ("stem" | "options" | "rationale")[];
                                marks?: number[];
                                /** @description true: items I wrote a revision of */
                                mine?: boolean;
                                minutes?: number[];
                                numberFrom?: number;
                                numberTo?: number;
                                picture?: boolean;
                                /** @description false: items without a place in the element table */
                                placed?: boolean;
                                quarantined?: boolean;
                                source?: string;
                                state?: ("draft" | "submitted" | "approved" | "retired")[];
                                table?: boolean;
                                /** @description terms divided by spaces; all must occur */
                                text?: string;
                                type?: ("single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case")[];
                                within?: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                changes: {
                                    after: string | null;
                                    before: string | null;
                                    field: string;
                                    runs: {
                                        /** @enum {unknown} */
                                        how: "same" | "removed" | "added";
                                        text: string;
                                    }[];
                                }[];
                                item: string;
                                /** @description as people say it */
                                number: string;
                                revision: number;
                            }[];
                            refused: {
                                code: string;
                                item: string;
                                message: {
                                    en: string;
                                    zh: string;
                                };
                                /** @description as people say it */
                                number: string;
                            }[];
                            /** @description items that already are as the change would make them */
                            unchanged: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Several items whole, as a reviewer looks through them before approving in bulk. */
        get: {
            parameters: {
                query: {
                    /** @description ids or numbers divided by commas, each with its revision if not the one shown: `ID@2,NUMBER`; at most 50 */
                    items: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                approved: number | null;
                                content: {
                                    agreement: number | null;
                                    attributes?: {
                                        [key: string]: string;
                                    };
                                    calculation?: {
                                        bounds?: {
                                            max: number;
                                            min: number;
                                        };
                                        constraints: string[];
                                        distractors: string[];
                                        formula: string;
                                        rounding: {
                                            decimals: number;
                                        } | {
                                            figures: number;
                                        };
                                        unit: string;
                                        variables: {
                                            decimals?: number;
                                            name: string;
                                            values: {
                                                from: number;
                                                step: number;
                                                to: number;
                                            } | {
                                                list: number[];
                                            };
                                        }[];
                                    };
                                    difficulty: number | null;
                                    family: string | null;
                                    fixedOrder: boolean;
                                    key: {
                                        options: string[];
                                    } | {
                                        truth: boolean;
                                    } | {
                                        text: string;
                                    };
                                    /** @enum {string} */
                                    kind: "theory";
                                    marks: number | null;
                                    options: {
                                        id: string;
                                        text: string;
                                    }[];
                                    parts?: {
                                        fixedOrder: boolean;
                                        id: string;
                                        key: {
                                            options: string[];
                                        } | {
                                            truth: boolean;
                                        } | {
                                            text: string;
                                        };
                                        marks: number | null;
                                        options: {
                                            id: string;
                                            text: string;
                                        }[];
                                        stem: string;
                                        /** @enum {unknown} */
                                        type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay";
                                    }[];
                                    point: string | null;
                                    rationale: string;
                                    seconds: number | null;
                                    source: string;
                                    stem: string;
                                    /** @enum {unknown} */
                                    type: "single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case";
                                } | {
                                    attributes?: {
                                        [key: string]: string;
                                    };
                                    candidate: {
                                        count: string;
                                        group: "material" | "equipment" | "tool" | "venue";
                                        name: string;
                                        note: string;
                                        spec: string;
                                        unit: string;
                                    }[];
                                    criticalFailures: string[];
                                    difficulty: number | null;
                                    /** @enum {string} */
                                    kind: "practical";
                                    marking: {
                                        element: string;
                                        /** @description half marks */
                                        marks: number;
                                        requirement: string;
                                        rule: string;
                                    }[];
                                    /** @description half marks */
                                    marks: number;
                                    module: string | null;
                                    preparationMinutes: number;
                                    requirements: string;
                                    site: {
                                        count: string;
                                        group: "material" | "equipment" | "tool" | "venue";
                                        name: string;
                                        note: string;
                                        spec: string;
                                        unit: string;
                                    }[];
                                    source: string;
                                    title: string;
                                    workingMinutes: number;
                                } | {
                                    attributes?: {
                                        [key: string]: string;
                                    };
                                    difficulty: number | null;
                                    expectedPoints: string[];
                                    followUps: string[];
                                    /** @enum {string} */
                                    kind: "defense";
                                    minutes: number;
                                    scope: string | null;
                                    scoringPoints: {
                                        /** @description half marks */
                                        marks: number;
                                        text: string;
                                    }[];
                                    source: string;
                                    title: string;
                                };
                                digest: string;
                                id: string;
                                newest: number;
                                number: string;
                                revision: number;
                                /** @enum {unknown} */
                                state: "draft" | "submitted" | "approved" | "retired";
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/items/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description 1 to 5, unknown */
                    agreement?: string;
                    /** @description name=value; may be repeated */
                    attribute?: string | string[];
                    calculation?: "true" | "false";
                    /** @description Unix time in ms */
                    changedFrom?: string;
                    /** @description Unix time in ms */
                    changedTo?: string;
                    /** @description the id an import brought */
                    code?: string;
                    counts?: "true" | "false";
                    /** @description Unix time in ms */
                    createdFrom?: string;
                    /** @description Unix time in ms */
                    createdTo?: string;
                    /** @description the `next` of the page before */
                    cursor?: string;
                    /** @description 1 to 5, unknown */
                    difficulty?: string;
                    /** @description the family’s name */
                    family?: string;
                    fixedOrder?: "true" | "false";
                    formula?: "true" | "false";
                    /** @description X, Y, Z */
                    importance?: string;
                    /** @description stem, options, rationale */
                    in?: string;
                    kind?: "theory" | "practical" | "defense";
                    /** @description 1 to 200, 50 by default */
                    limit?: string;
                    /** @description as people write them: 0.5, 1 */
                    marks?: string;
                    mine?: "true" | "false";
                    /** @description of a task its working time; 0.5 is 30 seconds */
                    minutes?: string;
                    /** @description item number */
                    numberFrom?: string;
                    /** @description item number */
                    numberTo?: string;
                    picture?: "true" | "false";
                    placed?: "true" | "false";
                    quarantined?: "true" | "false";
                    /** @description with - in front: descending */
                    sort?: string;
                    /** @description the whole source */
                    source?: string;
                    /** @description draft, submitted, approved, retired */
                    state?: string;
                    table?: "true" | "false";
                    /** @description terms divided by spaces; all must occur */
                    text?: string;
                    /** @description single, multiple, … */
                    type?: string;
                    /** @description the id of a saved view; kind, filters and order are its own */
                    view?: string;
                    /** @description a point or scope of the element table */
                    within?: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counts: {
                                difficulty: {
                                    [key: string]: number;
                                };
                                state: {
                                    [key: string]: number;
                                };
                                total: number;
                                type: {
                                    [key: string]: number;
                                };
                            } | null;
                            items: {
                                approved: number | null;
                                changed: number;
                                code: string | null;
                                created: number;
                                difficulty: number | null;
                                id: string;
                                kind: "theory" | "practical" | "defense";
                                number: number;
                                point: string | null;
                                revision: number;
                                /** @description the number as people say it */
                                spoken: string;
                                /** @enum {unknown} */
                                state: "draft" | "submitted" | "approved" | "retired";
                                title: string;
                                type: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            closed: number | null;
                            endReason: string | null;
                            id: string;
                            officer: string;
                            opened: number | null;
                            reason: string;
                            /** @description Unix time in ms */
                            requested: number;
                            seal: string;
                            sitting: string | null;
                            /** @enum {unknown} */
                            state: "requested" | "approved" | "opened" | "taken" | "closed" | "ended";
                            subject: {
                                /** @description "A" or "B"; empty for what is not of one form */
                                form: string;
                                object: "paper" | "key" | "set";
                                paper: number | null;
                                set: string;
                            };
                            supervisor: string | null;
                            until: number | null;
                            wrong: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** @description Asks for a sealed object to be opened. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        form?: string;
                        object: "paper" | "key" | "set";
                        paper: number;
                        reason: string;
                        set: string;
                        sitting?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            closed: number | null;
                            endReason: string | null;
                            id: string;
                            officer: string;
                            opened: number | null;
                            reason: string;
                            /** @description Unix time in ms */
                            requested: number;
                            seal: string;
                            sitting: string | null;
                            /** @enum {unknown} */
                            state: "requested" | "approved" | "opened" | "taken" | "closed" | "ended";
                            subject: {
                                /** @description "A" or "B"; empty for what is not of one form */
                                form: string;
                                object: "paper" | "key" | "set";
                                paper: number | null;
                                set: string;
                            };
                            supervisor: string | null;
                            until: number | null;
                            wrong: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/openings/{opening}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description An opening as all who are present see it; with `seen`, as soon as something is new. */
        get: {
            parameters: {
                query?: {
                    seen?: string;
                };
                header?: never;
                path: {
                    bank: string;
                    opening: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            closed: number | null;
                            copies: {
                                /** @description Unix time in ms */
                                at: number;
                                first: number;
                                last: number;
                                recipient: string;
                                spoiled: number;
                            }[];
                            /** @description whose shares open it; any `threshold` of them */
                            custodians: string[];
                            /** @description to ask what is new since */
                            digest: string;
                            endReason: string | null;
                            given: {
                                /** @description Unix time in ms */
                                at: number;
                                custodian: string;
                            }[];
                            id: string;
                            /** @description Unix time in ms */
                            notBefore: number;
                            /** @description Unix time in ms */
                            now: number;
                            officer: string;
                            opened: number | null;
                            reason: string;
                            /** @description Unix time in ms */
                            requested: number;
                            seal: string;
                            sitting: string | null;
                            /** @enum {unknown} */
                            state: "requested" | "approved" | "opened" | "taken" | "closed" | "ended";
                            subject: {
                                /** @description "A" or "B"; empty for what is not of one form */
                                form: string;
                                object: "paper" | "key" | "set";
                                paper: number | null;
                                set: string;
                            };
                            supervisor: string | null;
                            threshold: number;
                            until: number | null;
                            wrong: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/openings/{opening}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    opening: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/openings/{opening}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    opening: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/openings/{opening}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    opening: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/openings/{opening}/print-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Prints a spoiled run again, under new numbers. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    opening: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        run: {
                            copies: number;
                            recipient: string;
                        };
                        spoiled: number;
                    };
                };
            };
            responses: {
                /** @description application/zip: what was sealed, or each copy of each printed document */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/openings/{opening}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A custodian gives their share. The third wrong passphrase ends the opening. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    opening: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        custodian: string;
                        passphrase: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            given: number;
                            needed: number;
                            opened: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/openings/{opening}/take-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes out what was opened, once: shown, downloaded, or printed with numbered copies. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    opening: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        how: "show" | "download";
                    } | {
                        /** @enum {string} */
                        how: "print";
                        runs: {
                            copies: number;
                            recipient: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description application/zip: what was sealed, or each copy of each printed document */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/openings/{opening}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    opening: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/outside-papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Registers papers made elsewhere (Word, PDF) as a set that waits for approval: multipart/form-data, a field "papers" (JSON: kind, title, source, papers with files, keyFiles, items) and the files it names, 64 MiB together. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            number: number;
                            papers: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/papers/{paper}/replacement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Puts a sealed paper in the place of a voided one. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    paper: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        replacement: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Whom items can be given to: who may write or review in the bank. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            person: string;
                            reviews: boolean;
                            writes: boolean;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description The bytes of a PNG or JPEG as the body; at most 5 MiB and 20 million pixels. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            height: number;
                            mediaType: string;
                            sha256: string;
                            text: string;
                            width: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The filing rules with what the bank holds of each. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            found: number;
                            /** @enum {unknown} */
                            id: "theory-items" | "theory-papers" | "practical-papers" | "defense-topics";
                            met: boolean;
                            needed: number;
                            sentence: {
                                en: string;
                                zh: string;
                            };
                            source: {
                                en: string;
                                zh: string;
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Enemies and families, proposed and decided, with their items side by side. */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    item?: string;
                    kind?: "theory" | "practical" | "defense";
                    /** @description 1 to 100, 20 by default */
                    limit?: string;
                    state?: "proposed" | "accepted" | "refused" | "withdrawn";
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next: string | null;
                            relations: {
                                /** @description Unix time in ms */
                                at: number;
                                decision: ("enemies" | "family" | "merge" | "refuse") | null;
                                decisionReason: string | null;
                                id: string;
                                items: {
                                    /** @description revised since it was proposed */
                                    changed: boolean;
                                    difficulty: number | null;
                                    id: string;
                                    options: string[];
                                    point: string | null;
                                    runs: {
                                        /** @enum {unknown} */
                                        how: "same" | "removed" | "added";
                                        text: string;
                                    }[];
                                    /** @description the number people say */
                                    said: string;
                                    /** @enum {unknown} */
                                    state: "draft" | "submitted" | "approved" | "retired";
                                    type: string | null;
                                }[];
                                kept: string | null;
                                kind: "theory" | "practical" | "defense";
                                likeness: ("same" | "numbers" | "wording") | null;
                                mine: boolean;
                                /** @enum {unknown} */
                                origin: "person" | "search";
                                reason: string;
                                similarity: number | null;
                                /** @enum {unknown} */
                                sort: "enemies" | "family";
                                /** @enum {unknown} */
                                state: "proposed" | "accepted" | "refused" | "withdrawn";
                                withdrawalReason: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        items: string[];
                        reason: string;
                        /** @enum {unknown} */
                        sort: "enemies" | "family";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            /** @enum {unknown} */
                            sort: "enemies" | "family";
                            /** @enum {unknown} */
                            state: "proposed" | "accepted" | "refused" | "withdrawn";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/relations/{relation}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Another person than the proposer and the writers decides; `merge` retires all items but `keep`. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    relation: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        decision: "enemies" | "family" | "merge" | "refuse";
                        /** @description id or number of an item */
                        keep?: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            /** @enum {unknown} */
                            sort: "enemies" | "family";
                            /** @enum {unknown} */
                            state: "proposed" | "accepted" | "refused" | "withdrawn";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/relations/{relation}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    relation: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            /** @enum {unknown} */
                            sort: "enemies" | "family";
                            /** @enum {unknown} */
                            state: "proposed" | "accepted" | "refused" | "withdrawn";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/relations/running/{watch}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Progress as server-sent events: "progress" with step, done and of; then "done" or "failed". */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    watch: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** @description Cancels the work and answers when it is over: 204 when its own request is answered with 409 and nothing of it is kept, 409 when it was too late. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    watch: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/relations/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Looks for near-duplicates and proposes them; `sinceLast` compares only what changed since. With "watch" it can be followed and cancelled while it runs. */
        post: {
            parameters: {
                query?: {
                    watch?: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        kind?: "theory" | "practical" | "defense";
                        sinceLast?: boolean;
                        threshold?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bank: number;
                            changedSince: number | null;
                            compared: number;
                            /** @description pairs that people have settled, or that are proposed already */
                            known: number;
                            pairs: number;
                            proposed: number;
                            run: string;
                            threshold: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/remaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            at: number;
                            edition: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "theory" | "practical";
                            mine: boolean;
                            reason: string;
                            /** @enum {unknown} */
                            state: "proposed" | "applied" | "undone" | "withdrawn";
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** @description Proposes a re-mapping; another person applies it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        choices?: {
                            items: {
                                [key: string]: string | null;
                            };
                            places: {
                                [key: string]: string | null;
                            };
                        };
                        from?: string;
                        /** @enum {unknown} */
                        kind: "theory" | "practical";
                        reason: string;
                        table?: {
                            edition: string;
                            kind: "theory" | "practical";
                            points: {
                                code: string;
                                importance: "X" | "Y" | "Z";
                                name: string;
                            }[];
                            scopes: {
                                code: string;
                                minutes?: number;
                                mode?: "mandatory" | "pick_one" | "drawn";
                                name: string;
                                weight: number;
                            }[];
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            at: number;
                            edition: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "theory" | "practical";
                            mine: boolean;
                            reason: string;
                            /** @enum {unknown} */
                            state: "proposed" | "applied" | "undone" | "withdrawn";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/remaps/{remap}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    remap: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            line: {
                                /** @description Unix time in ms */
                                at: number;
                                edition: string;
                                id: string;
                                /** @enum {unknown} */
                                kind: "theory" | "practical";
                                mine: boolean;
                                reason: string;
                                /** @enum {unknown} */
                                state: "proposed" | "applied" | "undone" | "withdrawn";
                            };
                            report: {
                                counts: {
                                    ambiguous: number;
                                    homeless: number;
                                    moved: number;
                                    unassigned: number;
                                    unchanged: number;
                                    unknown: number;
                                };
                                from: {
                                    edition: string;
                                    id: string;
                                };
                                /** @enum {unknown} */
                                kind: "theory" | "practical";
                                places: {
                                    /** @enum {unknown} */
                                    found: "code" | "names" | "leaf" | "choice" | "none";
                                    from: string;
                                    name: string;
                                    /** @enum {unknown} */
                                    sort: "scope" | "point";
                                    /** @enum {unknown} */
                                    state: "unchanged" | "moved" | "ambiguous" | "homeless";
                                    suggestions: {
                                        code: string;
                                        name: string;
                                        similarity: number;
                                    }[];
                                    to: string | null;
                                }[];
                                to: {
                                    digest: string;
                                    edition: string;
                                    inForce: boolean;
                                };
                                total: number;
                                unhoused: {
                                    from: string | null;
                                    item: string;
                                    now: string | null;
                                    /** @enum {unknown} */
                                    outcome: "unchanged" | "moved" | "ambiguous" | "homeless" | "unknown" | "unassigned";
                                    /** @description the number people say */
                                    said: string;
                                }[];
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/remaps/{remap}/application": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Applies another person’s re-mapping: edition and items in one step, all or nothing. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    remap: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            at: number;
                            edition: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "theory" | "practical";
                            mine: boolean;
                            reason: string;
                            /** @enum {unknown} */
                            state: "proposed" | "applied" | "undone" | "withdrawn";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/remaps/{remap}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    remap: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            at: number;
                            edition: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "theory" | "practical";
                            mine: boolean;
                            reason: string;
                            /** @enum {unknown} */
                            state: "proposed" | "applied" | "undone" | "withdrawn";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/remaps/{remap}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    remap: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            at: number;
                            edition: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "theory" | "practical";
                            mine: boolean;
                            reason: string;
                            /** @enum {unknown} */
                            state: "proposed" | "applied" | "undone" | "withdrawn";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/remaps/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What re-mapping to another edition would do. Nothing is written. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        choices?: {
                            items: {
                                [key: string]: string | null;
                            };
                            places: {
                                [key: string]: string | null;
                            };
                        };
                        from?: string;
                        /** @enum {unknown} */
                        kind: "theory" | "practical";
                        table?: {
                            edition: string;
                            kind: "theory" | "practical";
                            points: {
                                code: string;
                                importance: "X" | "Y" | "Z";
                                name: string;
                            }[];
                            scopes: {
                                code: string;
                                minutes?: number;
                                mode?: "mandatory" | "pick_one" | "drawn";
                                name: string;
                                weight: number;
                            }[];
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counts: {
                                ambiguous: number;
                                homeless: number;
                                moved: number;
                                unassigned: number;
                                unchanged: number;
                                unknown: number;
                            };
                            from: {
                                edition: string;
                                id: string;
                            };
                            /** @enum {unknown} */
                            kind: "theory" | "practical";
                            places: {
                                /** @enum {unknown} */
                                found: "code" | "names" | "leaf" | "choice" | "none";
                                from: string;
                                name: string;
                                /** @enum {unknown} */
                                sort: "scope" | "point";
                                /** @enum {unknown} */
                                state: "unchanged" | "moved" | "ambiguous" | "homeless";
                                suggestions: {
                                    code: string;
                                    name: string;
                                    similarity: number;
                                }[];
                                to: string | null;
                            }[];
                            to: {
                                digest: string;
                                edition: string;
                                inForce: boolean;
                            };
                            total: number;
                            unhoused: {
                                from: string | null;
                                item: string;
                                now: string | null;
                                /** @enum {unknown} */
                                outcome: "unchanged" | "moved" | "ambiguous" | "homeless" | "unknown" | "unassigned";
                                /** @description the number people say */
                                said: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/review-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            policy: {
                                checklist: {
                                    id: string;
                                    text: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                /** @description days a review may take when no date is given */
                                days: number;
                                /** @description different people who must approve a revision */
                                reviewers: number;
                            };
                            /** @description 0: the common policy, while the bank has said nothing */
                            version: number;
                        };
                    };
                };
            };
        };
        put?: never;
        /** @description `base` is the version in force that the policy starts from; 409 names both when another is. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        base: number;
                        policy: {
                            checklist: {
                                id: string;
                                text: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            /** @description days a review may take when no date is given */
                            days: number;
                            /** @description different people who must approve a revision */
                            reviewers: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            policy: {
                                checklist: {
                                    id: string;
                                    text: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                /** @description days a review may take when no date is given */
                                days: number;
                                /** @description different people who must approve a revision */
                                reviewers: number;
                            };
                            /** @description 0: the common policy, while the bank has said nothing */
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approvedBy: string | null;
                            assembledBy: string;
                            at: number;
                            blueprint: string;
                            commitment: string;
                            engine: string;
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            number: number;
                            poolDigest: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** @description Assembles a set under a stored blueprint. 409 says why there is none; a shortage is told in numbers. With "watch" it can be followed and cancelled while it runs. */
        post: {
            parameters: {
                query?: {
                    watch?: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description sealed at once, with nobody seeing a paper */
                        blind?: boolean;
                        blueprint: string;
                        /** @description of a defense set, in their order */
                        candidates?: string[];
                        /** @description spare papers come on top */
                        papers: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approvedBy: string | null;
                            assembledBy: string;
                            at: number;
                            blueprint: string;
                            commitment: string;
                            engine: string;
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            number: number;
                            poolDigest: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A set with its certificate: what the judge measured. It names no item. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approvedBy: string | null;
                            assembledBy: string;
                            at: number;
                            blind: boolean;
                            blueprint: string;
                            certificate: unknown;
                            commitment: string;
                            engine: string;
                            id: string;
                            kind: "theory" | "practical" | "defense";
                            number: number;
                            papers: {
                                id: string;
                                number: number;
                                state: string;
                            }[];
                            poolDigest: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Approves a set that somebody else assembled and edited. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    a: string;
                    b: string;
                };
                header?: never;
                path: {
                    bank: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            figures: {
                                items: number;
                                marks: number;
                                meanDifficulty: number | null;
                                points: number;
                                seconds: number;
                            }[];
                            rules: {
                                id: string;
                                measured: (number | null)[];
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            shared: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/cover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The cover sheet of an unsealed set as PDF, with the digests of its documents. Logged. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/forms/{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A form of record around a set as PDF. It holds no item. */
        get: {
            parameters: {
                query?: {
                    /** @description name=headcount, parted by semicolons */
                    rooms?: string;
                    spare?: string;
                };
                header?: never;
                path: {
                    bank: string;
                    form: "packing-list" | "issue-register" | "unsealing-record";
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actor: string;
                            at: number;
                            kind: string;
                            no: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The papers of a set that waits for approval, in numbers and beside each other. Names no item. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            papers: {
                                difficulties: {
                                    [key: string]: number;
                                };
                                letters: {
                                    [key: string]: number;
                                };
                                scopes: {
                                    [key: string]: number;
                                };
                                types: {
                                    [key: string]: number;
                                };
                            }[];
                            /** @description items any two papers have in common */
                            shared: number[][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            keyState: string;
                            manifests: {
                                bank: string;
                                blueprint: {
                                    digest: string;
                                    name: string;
                                    version: number;
                                };
                                certificateDigest: string;
                                cipherDigest: string;
                                custodians: {
                                    fingerprint: string;
                                    name: string;
                                    share: string;
                                }[];
                                documentDigest: string | null;
                                engine: string;
                                files: {
                                    digest: string;
                                    name: string;
                                    size: number;
                                }[];
                                /** @enum {string} */
                                format: "juanku-body/1";
                                id: string;
                                installation: string;
                                keyCommitment: string;
                                kind: "paper" | "key" | "set";
                                log: {
                                    hash: string;
                                    size: number;
                                };
                                nonce: string;
                                /** @description Unix time in ms */
                                notBefore: number;
                                paper: {
                                    form: string;
                                    id: string;
                                    number: number;
                                } | null;
                                poolDigest: string;
                                /** @description Unix time in ms */
                                sealedAt: number;
                                sealedBy: string;
                                seedCommitment: string;
                                set: string;
                                /** @enum {string} */
                                suite: "x25519-hkdf-sha256-aes-256-gcm-ed25519/1";
                                threshold: number;
                            }[];
                            number: number;
                            state: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/papers/{paper}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A document of an unsealed paper: paper, key, answer-sheet, tasks, cards … as PDF, or the Word file of those that are edited. Logged. */
        get: {
            parameters: {
                query?: {
                    file?: "pdf" | "docx";
                    format?: "a4" | "a3";
                    rationales?: "yes" | "no";
                };
                header?: never;
                path: {
                    bank: string;
                    document: string;
                    paper: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": unknown;
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/papers/{paper}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The items of a paper that waits for approval, by id and attributes. Each look is in the log. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    paper: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            difficulty: number | null;
                            id: string;
                            importance: string | null;
                            pinned: boolean;
                            point: string | null;
                            scope: string;
                            seconds: number | null;
                            type: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/papers/{paper}/items/{item}/equivalents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Items that can stand in for one without breaking a rule, and what each would change. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    item: string;
                    paper: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changes: {
                                after: number | null;
                                before: number | null;
                                figure: string;
                            }[];
                            item: string;
                            /** @description no rule of the blueprint can tell the two apart */
                            same: boolean;
                            used: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        group?: string;
                        /** @description Unix time in ms */
                        keyNotBefore?: number;
                        /** @description Unix time in ms */
                        notBefore?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            manifest: {
                                bank: string;
                                blueprint: {
                                    digest: string;
                                    name: string;
                                    version: number;
                                };
                                certificateDigest: string;
                                cipherDigest: string;
                                custodians: {
                                    fingerprint: string;
                                    name: string;
                                    share: string;
                                }[];
                                documentDigest: string | null;
                                engine: string;
                                files: {
                                    digest: string;
                                    name: string;
                                    size: number;
                                }[];
                                /** @enum {string} */
                                format: "juanku-body/1";
                                id: string;
                                installation: string;
                                keyCommitment: string;
                                kind: "paper" | "key" | "set";
                                log: {
                                    hash: string;
                                    size: number;
                                };
                                nonce: string;
                                /** @description Unix time in ms */
                                notBefore: number;
                                paper: {
                                    form: string;
                                    id: string;
                                    number: number;
                                } | null;
                                poolDigest: string;
                                /** @description Unix time in ms */
                                sealedAt: number;
                                sealedBy: string;
                                seedCommitment: string;
                                set: string;
                                /** @enum {string} */
                                suite: "x25519-hkdf-sha256-aes-256-gcm-ed25519/1";
                                threshold: number;
                            };
                            object: "paper" | "key" | "set";
                        }[];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Edits a set that waits for approval: all steps or none, and judged again. 409 says what would break. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        steps: ({
                            by: string;
                            /** @enum {string} */
                            do: "replace";
                            item: string;
                            paper: number;
                        } | {
                            /** @enum {string} */
                            do: "pin";
                            item: string;
                            paper?: number;
                        } | {
                            /** @enum {string} */
                            do: "exclude";
                            item: string;
                            paper?: number;
                        } | {
                            /** @enum {string} */
                            do: "free";
                            item: string;
                        } | {
                            /** @enum {string} */
                            do: "rerun";
                            keep: number[];
                        })[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            certificate: unknown;
                            steps: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/{set}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Voids a paper; after a leak before it was opened, its whole set, and holds the items back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    set: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        cause: "leak" | "damage" | "other";
                        items?: string[];
                        paper: number;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            papers: string[];
                            quarantined: number;
                            spares: {
                                id: string;
                                number: number;
                                set: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sets/running/{watch}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Progress as server-sent events: "progress" with step, done and of; then "done" or "failed". */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    watch: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** @description Cancels the work and answers when it is over: 204 when its own request is answered with 409 and nothing of it is kept, 409 when it was too late. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    watch: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/shortage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the bank lacks for a set, or that it lacks nothing; no set is made. */
        get: {
            parameters: {
                query: {
                    blueprint: string;
                    /** @description papers wanted, 1 to 999 */
                    papers: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            outcome: "impossible" | "contradiction" | "not-finished" | "refused";
                            sentences: {
                                en: string;
                                zh: string;
                            }[];
                            shortage: unknown | null;
                        } | {
                            /** @enum {string} */
                            outcome: "enough";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/shortage.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The items to write as a workbook for writers, in the layout of the theory template. */
        get: {
            parameters: {
                query: {
                    blueprint: string;
                    /** @description papers wanted, 1 to 999 */
                    papers: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ends: number;
                            id: string;
                            name: string;
                            paper: string | null;
                            place: string;
                            spare: string | null;
                            starts: number;
                            state: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ends: number;
                        name: string;
                        people: {
                            part: "officer" | "invigilator" | "assessor" | "supervisor" | "custodian" | "other";
                            person: string;
                        }[];
                        place: string;
                        rooms: {
                            candidates: number;
                            room: string;
                        }[];
                        starts: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ends: number;
                            id: string;
                            name: string;
                            paper: string | null;
                            place: string;
                            spare: string | null;
                            starts: number;
                            state: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            draw: {
                                candidates: string[];
                                digest: string;
                                paper: string;
                                seed: string;
                                spare: string | null;
                            } | null;
                            ends: number;
                            id: string;
                            incidents: {
                                at: number;
                                by: string;
                                text: string;
                            }[];
                            name: string;
                            paper: string | null;
                            people: {
                                part: string;
                                person: string;
                            }[];
                            place: string;
                            rooms: {
                                candidates: number;
                                collected: number | null;
                                collectedBy: string | null;
                                explanation: string | null;
                                issued: number | null;
                                issuedBy: string | null;
                                room: string;
                            }[];
                            spare: string | null;
                            starts: number;
                            state: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What is kept of a sitting, where it lies and until when; what is needed and not present is missing. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            at: number | null;
                            by: string | null;
                            inProgram: boolean;
                            keptUntil: string;
                            /** @enum {unknown} */
                            material: "counts" | "unsealing" | "draw" | "incidents" | "seats" | "results" | "completed" | "marking" | "defense" | "supervision";
                            /** @enum {unknown} */
                            medium: "paper" | "electronic";
                            needed: boolean;
                            place: string;
                            present: boolean;
                            words: {
                                en: string;
                                zh: string;
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/archive/{material}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Enters where a material lies. Earlier entries stay on record; the newest holds. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    material: "counts" | "unsealing" | "draw" | "incidents" | "seats" | "results" | "completed" | "marking" | "defense" | "supervision";
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        medium: "paper" | "electronic";
                        place: string;
                        present: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/collected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        copies: number;
                        explanation?: string;
                        room: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/consultations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        person: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/draw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Draws the paper and its spare by lot from the sealed papers of sets; with the seed anybody can draw again. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sets: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            candidates: string[];
                            digest: string;
                            paper: string;
                            seed: string;
                            spare: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/issued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        copies: number;
                        room: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/packing-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    spare?: string;
                };
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description PDF */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description PDF */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/sittings/{sitting}/volume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Cover and contents of the volume. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    sitting: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/spares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            number: number;
                            set: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/standard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            history: {
                                /** @description Unix time in ms */
                                at: number;
                                by: string;
                                content: {
                                    /** @description e.g. GZB 6-31-01-03 */
                                    code: string;
                                    /** @description e.g. 2018年版 */
                                    edition: string;
                                    filingNumber: string | null;
                                    name: string;
                                };
                                reason: string;
                            }[];
                            inForce: {
                                /** @description e.g. GZB 6-31-01-03 */
                                code: string;
                                /** @description e.g. 2018年版 */
                                edition: string;
                                filingNumber: string | null;
                                name: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            /** @description e.g. GZB 6-31-01-03 */
                            code: string;
                            /** @description e.g. 2018年版 */
                            edition: string;
                            filingNumber: string | null;
                            name: string;
                        };
                        /** @description kept with the statement and in the log */
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description e.g. GZB 6-31-01-03 */
                            code: string;
                            /** @description e.g. 2018年版 */
                            edition: string;
                            filingNumber: string | null;
                            name: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Hands in every listed item at the revision seen, or none. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        items: {
                            item: string;
                            revision: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            outcome: "submitted";
                            submitted: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/table-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What changed between two editions. */
        get: {
            parameters: {
                query: {
                    /** @description id, current or previous (default) */
                    from?: string;
                    kind: "theory" | "practical";
                    /** @description id or current (default) */
                    to?: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            after: {
                                code: string;
                                importance: ("X" | "Y" | "Z") | null;
                                minutes: number | null;
                                mode: ("mandatory" | "pick_one" | "drawn") | null;
                                name: string;
                                weight: number | null;
                            } | null;
                            before: {
                                code: string;
                                importance: ("X" | "Y" | "Z") | null;
                                minutes: number | null;
                                mode: ("mandatory" | "pick_one" | "drawn") | null;
                                name: string;
                                weight: number | null;
                            } | null;
                            /** @enum {unknown} */
                            sort: "scope" | "point";
                            what: ("added" | "removed" | "code" | "name" | "weight" | "mode" | "minutes" | "importance")[];
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            at: number;
                            digest: string;
                            edition: string;
                            id: string;
                            inForce: boolean;
                            /** @enum {unknown} */
                            kind: "theory" | "practical";
                            points: number;
                            scopes: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** @description Puts an edition in force; `base` is the id of the one in force that it starts from, null for none: 409 names both when another is. `displaced` items need re-mapping. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        base: string | null;
                        table: {
                            edition: string;
                            kind: "theory" | "practical";
                            points: {
                                code: string;
                                importance: "X" | "Y" | "Z";
                                name: string;
                            }[];
                            scopes: {
                                code: string;
                                minutes?: number;
                                mode?: "mandatory" | "pick_one" | "drawn";
                                name: string;
                                weight: number;
                            }[];
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            displaced: number;
                            /** @enum {unknown} */
                            outcome: "set" | "unchanged";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/tables/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One edition: by id, or `current`. */
        get: {
            parameters: {
                query: {
                    kind: "theory" | "practical";
                };
                header?: never;
                path: {
                    bank: string;
                    table: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            edition: string;
                            kind: "theory" | "practical";
                            points: {
                                code: string;
                                importance: "X" | "Y" | "Z";
                                name: string;
                            }[];
                            scopes: {
                                code: string;
                                minutes?: number;
                                mode?: "mandatory" | "pick_one" | "drawn";
                                name: string;
                                weight: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/tables/{table}/workbook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    kind: "theory" | "practical";
                };
                header?: never;
                path: {
                    bank: string;
                    table: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/tables/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description The element tables of a workbook (multipart/form-data) as values; nothing is put in force. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            edition: string;
                            kind: "theory" | "practical";
                            points: {
                                code: string;
                                importance: "X" | "Y" | "Z";
                                name: string;
                            }[];
                            scopes: {
                                code: string;
                                minutes?: number;
                                mode?: "mandatory" | "pick_one" | "drawn";
                                name: string;
                                weight: number;
                            }[];
                        }[];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Unix time in ms; the policy’s days by default */
                        due?: number;
                        /** @enum {string} */
                        how: "by hand";
                        pairs: {
                            item: string;
                            person: string;
                        }[];
                        /** @enum {unknown} */
                        task: "write" | "review";
                    } | {
                        /** @description Unix time in ms; the policy’s days by default */
                        due?: number;
                        /** @enum {string} */
                        how: "evenly";
                        items: string[];
                        people: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            due: number;
                            given: {
                                item: string;
                                number: string;
                                person: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            at: number;
                            id: string;
                            name: string;
                            view: {
                                /** @enum {unknown} */
                                kind: "theory" | "practical" | "defense";
                                search: {
                                    agreement?: (number | null)[];
                                    attributes?: {
                                        [key: string]: string;
                                    };
                                    /** @description true: with variables, drawn for each paper */
                                    calculation?: boolean;
                                    /** @description Unix time in ms, inclusive */
                                    changedFrom?: number;
                                    /** @description Unix time in ms, inclusive */
                                    changedTo?: number;
                                    /** @description the id an import brought */
                                    code?: string;
                                    /** @description Unix time in ms, inclusive */
                                    createdFrom?: number;
                                    /** @description Unix time in ms, inclusive */
                                    createdTo?: number;
                                    difficulty?: (number | null)[];
                                    family?: string;
                                    /** @description true: options stay as written */
                                    fixedOrder?: boolean;
                                    formula?: boolean;
                                    importance?: ("X" | "Y" | "Z")[];
                                    in?: ("stem" | "options" | "rationale")[];
                                    marks?: number[];
                                    /** @description true: items I wrote a revision of */
                                    mine?: boolean;
                                    minutes?: number[];
                                    numberFrom?: number;
                                    numberTo?: number;
                                    picture?: boolean;
                                    /** @description false: items without a place in the element table */
                                    placed?: boolean;
                                    quarantined?: boolean;
                                    source?: string;
                                    state?: ("draft" | "submitted" | "approved" | "retired")[];
                                    table?: boolean;
                                    /** @description terms divided by spaces; all must occur */
                                    text?: string;
                                    type?: ("single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case")[];
                                    within?: string;
                                };
                                sort: {
                                    /** @enum {unknown} */
                                    by: "number" | "changed" | "difficulty" | "point";
                                    descending: boolean;
                                };
                            };
                        }[];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        view: {
                            /** @enum {unknown} */
                            kind: "theory" | "practical" | "defense";
                            search: {
                                agreement?: (number | null)[];
                                attributes?: {
                                    [key: string]: string;
                                };
                                /** @description true: with variables, drawn for each paper */
                                calculation?: boolean;
                                /** @description Unix time in ms, inclusive */
                                changedFrom?: number;
                                /** @description Unix time in ms, inclusive */
                                changedTo?: number;
                                /** @description the id an import brought */
                                code?: string;
                                /** @description Unix time in ms, inclusive */
                                createdFrom?: number;
                                /** @description Unix time in ms, inclusive */
                                createdTo?: number;
                                difficulty?: (number | null)[];
                                family?: string;
                                /** @description true: options stay as written */
                                fixedOrder?: boolean;
                                formula?: boolean;
                                importance?: ("X" | "Y" | "Z")[];
                                in?: ("stem" | "options" | "rationale")[];
                                marks?: number[];
                                /** @description true: items I wrote a revision of */
                                mine?: boolean;
                                minutes?: number[];
                                numberFrom?: number;
                                numberTo?: number;
                                picture?: boolean;
                                /** @description false: items without a place in the element table */
                                placed?: boolean;
                                quarantined?: boolean;
                                source?: string;
                                state?: ("draft" | "submitted" | "approved" | "retired")[];
                                table?: boolean;
                                /** @description terms divided by spaces; all must occur */
                                text?: string;
                                type?: ("single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case")[];
                                within?: string;
                            };
                            sort: {
                                /** @enum {unknown} */
                                by: "number" | "changed" | "difficulty" | "point";
                                descending: boolean;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            at: number;
                            id: string;
                            name: string;
                            view: {
                                /** @enum {unknown} */
                                kind: "theory" | "practical" | "defense";
                                search: {
                                    agreement?: (number | null)[];
                                    attributes?: {
                                        [key: string]: string;
                                    };
                                    /** @description true: with variables, drawn for each paper */
                                    calculation?: boolean;
                                    /** @description Unix time in ms, inclusive */
                                    changedFrom?: number;
                                    /** @description Unix time in ms, inclusive */
                                    changedTo?: number;
                                    /** @description the id an import brought */
                                    code?: string;
                                    /** @description Unix time in ms, inclusive */
                                    createdFrom?: number;
                                    /** @description Unix time in ms, inclusive */
                                    createdTo?: number;
                                    difficulty?: (number | null)[];
                                    family?: string;
                                    /** @description true: options stay as written */
                                    fixedOrder?: boolean;
                                    formula?: boolean;
                                    importance?: ("X" | "Y" | "Z")[];
                                    in?: ("stem" | "options" | "rationale")[];
                                    marks?: number[];
                                    /** @description true: items I wrote a revision of */
                                    mine?: boolean;
                                    minutes?: number[];
                                    numberFrom?: number;
                                    numberTo?: number;
                                    picture?: boolean;
                                    /** @description false: items without a place in the element table */
                                    placed?: boolean;
                                    quarantined?: boolean;
                                    source?: string;
                                    state?: ("draft" | "submitted" | "approved" | "retired")[];
                                    table?: boolean;
                                    /** @description terms divided by spaces; all must occur */
                                    text?: string;
                                    type?: ("single" | "multiple" | "true_false" | "fill_in" | "short_answer" | "calculation" | "essay" | "case")[];
                                    within?: string;
                                };
                                sort: {
                                    /** @enum {unknown} */
                                    by: "number" | "changed" | "difficulty" | "point";
                                    descending: boolean;
                                };
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What waits for whoever asks. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                due: number | null;
                                item: string;
                                kind: "theory" | "practical" | "defense";
                                number: string;
                                overdue: boolean;
                                person: string | null;
                                revision: number;
                                /**
                                 * @description revise: it was returned; assign: nobody has it to review
                                 * @enum {unknown}
                                 */
                                task: "write" | "revise" | "review" | "assign";
                            }[];
                            overdue: number;
                            /** @description how many there are; `items` holds the first 500, the most urgent first */
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/waiting/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What waits for whom. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                due: number | null;
                                item: string;
                                kind: "theory" | "practical" | "defense";
                                number: string;
                                overdue: boolean;
                                person: string | null;
                                revision: number;
                                /**
                                 * @description revise: it was returned; assign: nobody has it to review
                                 * @enum {unknown}
                                 */
                                task: "write" | "revise" | "review" | "assign";
                            }[];
                            overdue: number;
                            /** @description how many there are; `items` holds the first 500, the most urgent first */
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/work-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What to write first for so many further papers. */
        get: {
            parameters: {
                query: {
                    blueprint: string;
                    /** @description further papers wanted, 1 to 99 */
                    papers: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bare: number;
                            found: number;
                            steps: {
                                from: number;
                                sentence: {
                                    en: string;
                                    zh: string;
                                };
                                to: number;
                                write: number;
                            }[];
                            stopped: {
                                en: string;
                                zh: string;
                            }[];
                            wanted: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/banks/{bank}/work-plan.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The work plan as a workbook for writers, in the layout of the template of its kind. */
        get: {
            parameters: {
                query: {
                    blueprint: string;
                    /** @description further papers wanted, 1 to 99 */
                    papers: string;
                };
                header?: never;
                path: {
                    bank: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clock/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ended: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clock/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            expected: number;
                            firstBy: string | null;
                            /** @description Unix time in ms */
                            found: number;
                            id: string;
                            kind: string;
                            secondBy: string | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Every bank on one page: red, amber or green, and why. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            banks: number;
                            lights: {
                                amber: number;
                                green: number;
                                red: number;
                            };
                            rows: {
                                cells: {
                                    bank: string;
                                    level: number;
                                    /** @enum {unknown} */
                                    light: "red" | "amber" | "green";
                                    reasons: {
                                        en: string;
                                        zh: string;
                                    }[];
                                }[];
                                occupation: string;
                                occupationCode: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The log by person, bank, object and time, newest first; times are Unix ms. */
        get: {
            parameters: {
                query?: {
                    actor?: string;
                    bank?: string;
                    before?: string;
                    did?: string;
                    from?: string;
                    /** @description 1 to 500, 100 by default */
                    limit?: string;
                    /** @description an id that entries name */
                    object?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entries: {
                                actor: string;
                                at: number;
                                bank: string;
                                did: string;
                                hash: string;
                                result: string;
                                seq: number;
                                to: string;
                                why: string;
                            }[];
                            next: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hash: string;
                            size: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/own": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the caller did, newest first. */
        get: {
            parameters: {
                query?: {
                    before?: string;
                    /** @description 1 to 500, 100 by default */
                    limit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entries: {
                                actor: string;
                                at: number;
                                bank: string;
                                did: string;
                                hash: string;
                                result: string;
                                seq: number;
                                to: string;
                                why: string;
                            }[];
                            next: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            settings: {
                                anchorEntries: number;
                                anchorMinutes: number;
                                budgets: {
                                    hard: number | null;
                                    person: string | null;
                                    role: string | null;
                                    soft: number | null;
                                }[];
                                /** @description hour at which work begins */
                                dayFrom: number;
                                /** @description hour at which work ends */
                                dayTo: number;
                                /** @description electronic records; the rules ask for 5 */
                                electronicYears: number;
                                /** @description items shown in one hour that are many */
                                many: number;
                                /** @description paper records; the rules ask for 3 */
                                paperYears: number;
                                /**
                                 * @description without a reason: shown and marked, or refused
                                 * @enum {unknown}
                                 */
                                reason: "asked" | "required";
                                /** @description how long one reason stands for a task */
                                reasonHours: number;
                                /** @description minutes east of UTC */
                                zoneMinutes: number;
                            };
                            version: number;
                        };
                    };
                };
            };
        };
        /** @description Reasons, budgets, working hours, anchors and terms of keeping; the change is on record. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        anchorEntries: number;
                        anchorMinutes: number;
                        budgets: {
                            hard: number | null;
                            person: string | null;
                            role: string | null;
                            soft: number | null;
                        }[];
                        /** @description hour at which work begins */
                        dayFrom: number;
                        /** @description hour at which work ends */
                        dayTo: number;
                        /** @description electronic records; the rules ask for 5 */
                        electronicYears: number;
                        /** @description items shown in one hour that are many */
                        many: number;
                        /** @description paper records; the rules ask for 3 */
                        paperYears: number;
                        /**
                         * @description without a reason: shown and marked, or refused
                         * @enum {unknown}
                         */
                        reason: "asked" | "required";
                        /** @description how long one reason stands for a task */
                        reasonHours: number;
                        /** @description minutes east of UTC */
                        zoneMinutes: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/unusual": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Readings that stand out: many in an hour, odd hours, another bank, items under seal. */
        get: {
            parameters: {
                query?: {
                    days?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bank: string;
                            count: number;
                            from: number;
                            /** @enum {unknown} */
                            kind: "many" | "hours" | "bank" | "sealed";
                            person: string;
                            to: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Checks every entry of the log against the chain and the anchors this installation has kept. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            anchors: {
                                at: number;
                                hash: string;
                                size: number;
                            }[];
                            broken: {
                                message: {
                                    en: string;
                                    zh: string;
                                };
                                seq: number;
                            } | null;
                            head: {
                                hash: string;
                                size: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            anywhere: ("bank.read" | "bank.create" | "bank.policy" | "table.read" | "table.write" | "table.remap" | "table.confirm" | "item.read" | "item.all" | "item.content" | "item.write" | "item.import" | "item.imports" | "item.comment" | "item.review" | "item.assign" | "item.retire" | "item.bulk" | "item.quarantine" | "item.export" | "relation.read" | "relation.propose" | "relation.decide" | "blueprint.read" | "blueprint.write" | "blueprint.try" | "set.read" | "set.assemble" | "set.compose" | "set.edit" | "set.approve" | "set.render" | "paper.manifest" | "custody.read" | "custody.group" | "custody.passphrase" | "custody.seal" | "custody.deal" | "custody.copy" | "custody.destroy" | "paper.request" | "paper.supervise" | "paper.share" | "paper.open" | "paper.void" | "sitting.read" | "sitting.plan" | "sitting.run" | "archive.enter" | "archive.consult" | "archive.approve" | "clock.acknowledge" | "coverage.read" | "coverage.use" | "coverage.overview" | "filing.state" | "filing.report" | "log.read" | "log.settings" | "log.anchor" | "backup.make" | "account.read" | "account.manage" | "account.grant" | "account.policy")[];
                            banks: {
                                bank: string;
                                rights: ("bank.read" | "bank.create" | "bank.policy" | "table.read" | "table.write" | "table.remap" | "table.confirm" | "item.read" | "item.all" | "item.content" | "item.write" | "item.import" | "item.imports" | "item.comment" | "item.review" | "item.assign" | "item.retire" | "item.bulk" | "item.quarantine" | "item.export" | "relation.read" | "relation.propose" | "relation.decide" | "blueprint.read" | "blueprint.write" | "blueprint.try" | "set.read" | "set.assemble" | "set.compose" | "set.edit" | "set.approve" | "set.render" | "paper.manifest" | "custody.read" | "custody.group" | "custody.passphrase" | "custody.seal" | "custody.deal" | "custody.copy" | "custody.destroy" | "paper.request" | "paper.supervise" | "paper.share" | "paper.open" | "paper.void" | "sitting.read" | "sitting.plan" | "sitting.run" | "archive.enter" | "archive.consult" | "archive.approve" | "clock.acknowledge" | "coverage.read" | "coverage.use" | "coverage.overview" | "filing.state" | "filing.report" | "log.read" | "log.settings" | "log.anchor" | "backup.make" | "account.read" | "account.manage" | "account.grant" | "account.policy")[];
                            }[];
                            name: string;
                            pending: ("password" | "totp") | null;
                            rights: {
                                en: string;
                                /** @description password or code is asked again */
                                fresh: boolean;
                                /** @enum {unknown} */
                                right: "bank.read" | "bank.create" | "bank.policy" | "table.read" | "table.write" | "table.remap" | "table.confirm" | "item.read" | "item.all" | "item.content" | "item.write" | "item.import" | "item.imports" | "item.comment" | "item.review" | "item.assign" | "item.retire" | "item.bulk" | "item.quarantine" | "item.export" | "relation.read" | "relation.propose" | "relation.decide" | "blueprint.read" | "blueprint.write" | "blueprint.try" | "set.read" | "set.assemble" | "set.compose" | "set.edit" | "set.approve" | "set.render" | "paper.manifest" | "custody.read" | "custody.group" | "custody.passphrase" | "custody.seal" | "custody.deal" | "custody.copy" | "custody.destroy" | "paper.request" | "paper.supervise" | "paper.share" | "paper.open" | "paper.void" | "sitting.read" | "sitting.plan" | "sitting.run" | "archive.enter" | "archive.consult" | "archive.approve" | "clock.acknowledge" | "coverage.read" | "coverage.use" | "coverage.overview" | "filing.state" | "filing.report" | "log.read" | "log.settings" | "log.anchor" | "backup.make" | "account.read" | "account.manage" | "account.grant" | "account.policy";
                                zh: string;
                            }[];
                            roles: {
                                /** @enum {unknown} */
                                role: "writer" | "reviewer" | "officer" | "custodian" | "supervisor" | "administrator";
                                scope: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/authenticator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description The secret, once; it counts when a code of it has come back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            secret: string;
                            uri: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/authenticator/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description from the authenticator, or a recovery code */
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            recoveryCodes: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description After a step-up. Ends every other session. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix time in ms */
                            at: number;
                            current: boolean;
                            /** @enum {unknown} */
                            door: "service" | "command";
                            id: string;
                            seen: number;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    session: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The key that verifies seals and log anchors of this installation. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fingerprint: string;
                            installation: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description from the authenticator, or a recovery code */
                        code?: string;
                        name: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            anywhere: ("bank.read" | "bank.create" | "bank.policy" | "table.read" | "table.write" | "table.remap" | "table.confirm" | "item.read" | "item.all" | "item.content" | "item.write" | "item.import" | "item.imports" | "item.comment" | "item.review" | "item.assign" | "item.retire" | "item.bulk" | "item.quarantine" | "item.export" | "relation.read" | "relation.propose" | "relation.decide" | "blueprint.read" | "blueprint.write" | "blueprint.try" | "set.read" | "set.assemble" | "set.compose" | "set.edit" | "set.approve" | "set.render" | "paper.manifest" | "custody.read" | "custody.group" | "custody.passphrase" | "custody.seal" | "custody.deal" | "custody.copy" | "custody.destroy" | "paper.request" | "paper.supervise" | "paper.share" | "paper.open" | "paper.void" | "sitting.read" | "sitting.plan" | "sitting.run" | "archive.enter" | "archive.consult" | "archive.approve" | "clock.acknowledge" | "coverage.read" | "coverage.use" | "coverage.overview" | "filing.state" | "filing.report" | "log.read" | "log.settings" | "log.anchor" | "backup.make" | "account.read" | "account.manage" | "account.grant" | "account.policy")[];
                            banks: {
                                bank: string;
                                rights: ("bank.read" | "bank.create" | "bank.policy" | "table.read" | "table.write" | "table.remap" | "table.confirm" | "item.read" | "item.all" | "item.content" | "item.write" | "item.import" | "item.imports" | "item.comment" | "item.review" | "item.assign" | "item.retire" | "item.bulk" | "item.quarantine" | "item.export" | "relation.read" | "relation.propose" | "relation.decide" | "blueprint.read" | "blueprint.write" | "blueprint.try" | "set.read" | "set.assemble" | "set.compose" | "set.edit" | "set.approve" | "set.render" | "paper.manifest" | "custody.read" | "custody.group" | "custody.passphrase" | "custody.seal" | "custody.deal" | "custody.copy" | "custody.destroy" | "paper.request" | "paper.supervise" | "paper.share" | "paper.open" | "paper.void" | "sitting.read" | "sitting.plan" | "sitting.run" | "archive.enter" | "archive.consult" | "archive.approve" | "clock.acknowledge" | "coverage.read" | "coverage.use" | "coverage.overview" | "filing.state" | "filing.report" | "log.read" | "log.settings" | "log.anchor" | "backup.make" | "account.read" | "account.manage" | "account.grant" | "account.policy")[];
                            }[];
                            name: string;
                            pending: ("password" | "totp") | null;
                            rights: {
                                en: string;
                                /** @description password or code is asked again */
                                fresh: boolean;
                                /** @enum {unknown} */
                                right: "bank.read" | "bank.create" | "bank.policy" | "table.read" | "table.write" | "table.remap" | "table.confirm" | "item.read" | "item.all" | "item.content" | "item.write" | "item.import" | "item.imports" | "item.comment" | "item.review" | "item.assign" | "item.retire" | "item.bulk" | "item.quarantine" | "item.export" | "relation.read" | "relation.propose" | "relation.decide" | "blueprint.read" | "blueprint.write" | "blueprint.try" | "set.read" | "set.assemble" | "set.compose" | "set.edit" | "set.approve" | "set.render" | "paper.manifest" | "custody.read" | "custody.group" | "custody.passphrase" | "custody.seal" | "custody.deal" | "custody.copy" | "custody.destroy" | "paper.request" | "paper.supervise" | "paper.share" | "paper.open" | "paper.void" | "sitting.read" | "sitting.plan" | "sitting.run" | "archive.enter" | "archive.consult" | "archive.approve" | "clock.acknowledge" | "coverage.read" | "coverage.use" | "coverage.overview" | "filing.state" | "filing.report" | "log.read" | "log.settings" | "log.anchor" | "backup.make" | "account.read" | "account.manage" | "account.grant" | "account.policy";
                                zh: string;
                            }[];
                            roles: {
                                /** @enum {unknown} */
                                role: "writer" | "reviewer" | "officer" | "custodian" | "supervisor" | "administrator";
                                scope: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Password or code again, for what asks for it within five minutes. The session gets a new id. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                    } | {
                        /** @description from the authenticator, or a recovery code */
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: "up" | "down";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: "up" | "down";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            code: string;
            detail: string;
            /** @description the request id, for whoever asks about this error */
            instance: string;
            status: number;
            title: string;
            type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
