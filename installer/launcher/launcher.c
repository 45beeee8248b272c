/* Starts Python inside this process: one program in the list of tasks, one exit code, no console.
 *
 * Built twice: as Pregon.exe, without a console, and with CONSOLE as pregon-cli.exe, which puts
 * `-m core` before what was typed. What is run is `app\launch.py`, with `runtime\python313.dll`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST 32768 /* characters of a path in Windows, with its end */
#define BROKEN 70     /* the exit code when the program's own files are missing */

typedef int(__cdecl *python_main)(int, wchar_t **);

static const wchar_t *const OURS[] = {L"-B", L"-X", L"utf8"};

#ifdef CONSOLE
static const wchar_t *const FIRST[] = {L"-m", L"core"};
#define FIRST_COUNT 2
#else
static const wchar_t *const FIRST[] = {NULL};
#define FIRST_COUNT 0
#endif

#ifdef CONSOLE
/* A console takes letters, a file or a pipe takes UTF-8. */
static void tell(const wchar_t *told)
{
    HANDLE error = GetStdHandle(STD_ERROR_HANDLE);
    DWORD written;
    if (WriteConsoleW(error, told, (DWORD)wcslen(told), &written, NULL))
        return;
    static char plain[4 * (LONGEST + 256)];
    int length = WideCharToMultiByte(CP_UTF8, 0, told, -1, plain, sizeof plain, NULL, NULL);
    if (length > 1)
        WriteFile(error, plain, (DWORD)length - 1, &written, NULL);
}
#else
static void tell(const wchar_t *told)
{
    MessageBoxW(NULL, told, L"Pregón", MB_OK | MB_ICONERROR);
}
#endif

/* Set when a command was asked for: whoever gave it, the Task Scheduler too, reads the exit code. */
static BOOL silent = FALSE;

static int broken(const wchar_t *missing)
{
    if (silent)
        return BROKEN;
    static wchar_t told[LONGEST + 256];
    BOOL spanish = PRIMARYLANGID(GetUserDefaultUILanguage()) != LANG_ENGLISH;
    swprintf(told, LONGEST + 256,
             spanish ? L"Pregón no puede abrirse: falta %ls.\n\nInstálelo otra vez; "
                       L"sus archivos no se tocan.\n"
                     : L"Pregón cannot start: %ls is missing.\n\nInstall it again; "
                       L"your files are not touched.\n",
             missing);
    tell(told);
    return BROKEN;
}

/* The path of one of our files, from the folder of this program. */
static wchar_t *beside(const wchar_t *folder, const wchar_t *name)
{
    size_t length = wcslen(folder) + wcslen(name) + 1;
    wchar_t *path = malloc(length * sizeof(wchar_t));
    if (path == NULL)
        exit(BROKEN);
    wcscpy(path, folder);
    wcscat(path, name);
    return path;
}

int wmain(int count, wchar_t **words)
{
#ifndef CONSOLE
    silent = count > 1 && wcscmp(words[1], L"-m") == 0;
#endif
    static wchar_t folder[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    if (length == 0 || length == LONGEST)
        return broken(L"Pregon.exe");
    wcsrchr(folder, L'\\')[1] = L'\0';

    wchar_t *library = beside(folder, L"runtime\\python313.dll");
    wchar_t *script = beside(folder, L"app\\launch.py");
    if (GetFileAttributesW(script) == INVALID_FILE_ATTRIBUTES)
        return broken(script);
    /* Nothing is looked for in the current folder: a file there must not become part of us. */
    SetDllDirectoryW(L"");
    HMODULE python = LoadLibraryExW(
        library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (python == NULL)
        return broken(library);
    python_main run = (python_main)(void *)GetProcAddress(python, "Py_Main");
    if (run == NULL)
        return broken(library);

    int ours = sizeof OURS / sizeof OURS[0];
    wchar_t **all = calloc((size_t)(count + ours + FIRST_COUNT + 2), sizeof(wchar_t *));
    if (all == NULL)
        return BROKEN;
    int at = 0;
    all[at++] = words[0];
    for (int i = 0; i < ours; i++)
        all[at++] = (wchar_t *)OURS[i];
    all[at++] = script;
    for (int i = 0; i < FIRST_COUNT; i++)
        all[at++] = (wchar_t *)FIRST[i];
    for (int i = 1; i < count; i++)
        all[at++] = words[i];
    return run(at, all);
}
