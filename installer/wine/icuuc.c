/* icuuc.dll is part of Windows and missing in Wine. Qt6Core imports these from it and, with UTF-8
 * alone, calls none; whoever calls one all the same gets the error that ICU has for it. */
#define UNSUPPORTED 16 /* U_UNSUPPORTED_ERROR */

#define STUB(name)                                                                                 \
    __declspec(dllexport) void *name(void)                                                         \
    {                                                                                              \
        return 0;                                                                                  \
    }

__declspec(dllexport) void *ucnv_open(const char *name, int *error)
{
    (void)name;
    *error = UNSUPPORTED;
    return 0;
}

STUB(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
STUB(UCNV_TO_U_CALLBACK_SUBSTITUTE)
STUB(ucnv_cbFromUWriteUChars)
STUB(ucnv_cbToUWriteUChars)
STUB(ucnv_close)
STUB(ucnv_countAvailable)
STUB(ucnv_fromUCountPending)
STUB(ucnv_fromUnicode)
STUB(ucnv_getAvailableName)
STUB(ucnv_getFromUCallBack)
STUB(ucnv_getMaxCharSize)
STUB(ucnv_getName)
STUB(ucnv_getStandardName)
STUB(ucnv_getToUCallBack)
STUB(ucnv_reset)
STUB(ucnv_setFromUCallBack)
STUB(ucnv_setToUCallBack)
STUB(ucnv_toUCountPending)
STUB(ucnv_toUnicode)
