/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/whin-phone-error.h"

G_DEFINE_QUARK (whin - phone - error - quark, whin_phone_error)
