// SPDX-License-Identifier: Apache-2.0
// Made by cmduri/js/pack.py from cmduri/js/index.js; do not edit. A promise of what the module exports.
globalThis.cmduri = (async () => {
'use strict';
//
// Command URIs for browsers and Node. The reading, building and linting is that of libcmduri, in
// WebAssembly; here is only what carries texts in and objects out. Everything is bytes of UTF-8
// inside, so that offsets count bytes.

const wasm = 'eNrlfXuUHFd5561Xd09X90xJIxzFI0h1WTYyzEjyA9mMbOxre0YI2cgYG2KwF7dmWtL0vLt7JBRjz5gEDNjJikDAgHGc4AQnsRM7OOBNzKIkJLAHSJwNuzEHSJwsSZwNPsuebBLyQvv7fd+tnp7RiD3Z/LF/rOZU161b9/nd732/WzL19qxnjPGODtwRLC8vmzt8/ni4+Ogt8xm/0fKyPhrj0izEZ1zF5WWXFfbcel4gWchT/oBXmJidXGpNhY3ZqY7xgqNH/MALw8grhAXPKxpTKJW8qC/wy54XmFLB+HEh9Aq+14f8IAwMLg+D9irVoBJUoigKK0wUo6hYwrtKGIZBYExYMcZH6bjfMKNi0MWCVyhEkef5D5cKJUzArqyEcfE3vaQw25idb53wTbHVaDdaxxrmpcX2xNHGbKNtdpSX2o03uocLo4V6q90wPxAdWpqamTRen9yvrc/MmFJltt6ZOHpja35yaaJjXlKamJ+drc9Ntk05npyqz9iJztT8XNsk4czUXMdsLrfrranD1zSOTM2Zl/XJw/jUTMOct9ml56baR29qtJdmOm1z/oBk3jLXatQn64dQ7IKS5IzNTZqsL/aM9eJo8Ie2X3pZ+Zef8I6c9rxo+TxjT3rTmbfdpJ499buFPf79njU1H09p0xr7bZP45+JhaxM/93vNJMA96XlIvR1+kgW8bcnCJMyiPf7l/tVpVGWLkQ3TcCjz9/gpigZpmOD1jti/Org6NWNVL/Vxeba0pkFN+VejFY6CTZf4U+GP4U+YFMaqkkprfsWLbVVGXEU3cWrscrNmKiaOu9W3Zsaa1IwYM5QUkXvSa2438Ss8bxlzDWQ0fhqMYywmDVBj1OBuvWYtkGZM/FovIKiS6cwHpHxbkWaNDZPhc1HHx+CyYI8fpsblN7NwD8eahmiQKR9QQ58nvAL79Dk3ToFAWm5mQbMW2u8+HtYi69UKGE7B9mM4PhNPPBE2MfLU24fyIVMRusiKaBgP+6QRPCTnIFUAOPw4jbBetQh1MYWCTMGP59EzAcJr/1DN58ztMrr1alGwzBWz/WwsGIixUBH+0GUymhXS8CBb6gBEUT4Y9O6nxQNDB1pZcaiGdU0LKRIhSqDLiF3+ru+FDmbRdoC/VkAfBoBiHzJ1rkvR3r1YK3GtV/8ANT+5EWDpLxmvWPSDMCrGackW9lULxCH7iXvkSjYlB8eqBUIMi45F214puHIcPNZjG/KBAVyKShinRVvdVw311Q68GnavAvcKmCA4+gYOEfebxqqopek3jJrdBK0U9M8sGPQUvAgoyTSgUWkmb8wCYnpEBA73y6IWrT+OqkUboC1gWohbrOO6NOZ8uITEl7QQvzdSOJ7yHPJds/Kod5n/CIBkTz0EcnrYc2ADQE3VrEKxamyAtSHMrTcOXghCYYaXvGIM3Wq+4I+9vEnKMvYK4C1SyUgWVD1b0dqXp8zDmuwck9Ej6+ostJUDVS4rF6TCaRj7RcNmshCrC4qUutcBIn3uPZ/yQskIaMsn4cqwFmpRPoWtaJrQwVOIdkIUCGMbST+tpm3vrwb2TruMp2B8CEgeAoNsAcQSa58jZrt2tq2q7bMhWyW88W43342Yi7TIDgH7Dv/SNFok8dttDg5pswsFPO1wucP5yLG6VZJ0CSxSiPsac1mAm5DMLrKD0N5zyuyv+tavBW5lDe9+cq79mZNhzcHRgDFVD8gSBB378K+G7KEG7PHtw17Tfv2jIRrc5p4+8WCI+tsq8tqMmqeJAuj/Kd5P/jFQ+QmmnvCaq+N4yuObJouzEx2ttPalj4V8lWzLO3tqJUxi1nnY4+8j8vuolwwQ0YRhfsjzIRLvBjKuABnNdrYoMuMdSCSr4gLEqLQHvm7sPxvyddObujAAvF57Rl4GvL6ZmHvNCv4lNyt//CSe0/d8Munb498YS0eEXAmMnOPguBZ6ubPwtZWnwlpIjAqUFgLbafb70BZi5T1cOsHqpMIuONOScPHkICk5BAMHM1sVASSF2PHwNIi/4oOZosfdAgUQrCcyxBOmnRql0JDQIYFySFgoStEZ+/zjIYWdYPJQFqDfGgv+zD0EPlEtDdywrGffezIUNOXPcFJVbhZQ/vG9sR/8UXmf8me7vP/9n2I7AfgOKYpyzVY4pij1m+xNhK6x3/2l0D75ONBpSHrdutqrkKCQT9KPyoCDrzLQ/tUHdYhY6J+8P7RfuxeiHXxlyI3luz8hY0n4s0XGoghlhHZ2+KGu2gAmD6h6rtHdXL+KrDNQdlNyJL5AHgC1LhMDQRDn8ZqUIS/D+HUQ3l3pgoYwG84q9TijiMvry3Qirix5L6YDfPm4DEkYdb/jsfGtaArvfvsxvFOYCZ9j7xR1gf2GIfcIbLavygHYvyYkZCTWS44ASlA4/LXzksbihHPxiV+pt38oMfHdXZloBFM9wVTfYU91Q+zJVQWPKym6Bpku5xAAYP1nADh2y7Z2QDLTl4NQ2Cu1r9TLy2RBDSPEVKskD0wmfpnQNUfwzRBLi3aRGLKiISZb4g/7ni8iyeT60HahScddhuUB2tq0Pl/alP677//+Y2BVCRKnP4rEViSeZCJF4iEmdiDxTZbZnQqXRmqLpkpkK34OIH+VvLxAtcUd+4S4T30ktF9+V2j/53sFKFuGhIf+0YOhIjYfPqEPqTx0WZ+ANxR2oHzPAGyEqNB+6ikNsSyltoiDHxT9VeH8h5u9AQHMPZ7iZXSNd1nwxRXQn7K0y4JTfCAffoYJ6h9PSwIC4ilJQFd+QhIo86gkgO+PrXhkINPQdCL7cxhVrShIDoFVA3pbFGyCN9T68jTyy0ijt2YtBoAquKrBMtS0KsaK1cctQF7/WtWLaJj2N1XOB0iRAEDlHfubnxHFz6aLxMV+olY/qDJOqyhVGxAhO0roV9PKftwG0uoNFOL220+GpD+MKkvQa+ZJD0S7TYmwYjwjNVYtxSyHmdY2C/FFI+azK6B/Jp7h/Pcx9R9XvLHF2iB4LhUHl4N3mI1XG+RUqXZB3P0QgTpqXobb4Kh5qWZuw1OVyBelm/cARaM02UP+APntb0GfVWE3g5ViLHo5Z1+xx5s22g+Vslob7FFSK/aOZn9fXISGWiyKZJH3yB9r9odh7MfIqtivg3f04f48NHWqdWkFo4AaFqZV6++H9go9Bn3dLcAFo4ESDS0WcwkrUQztIaTimth3cLlCoVzYXweqAeDs7Xcaa1UqX6BMCrwoyEmf6wOgs+x0ci0tCB+alKxHUhsk8F4m6pWs3nXN/sAUTZFPbsE8NI3FygK2/xqurkDxs0TLEfM5LJWnOZ9TRHXL0cJ6jDJBOFbtctstbAbRBwlZcEp+mA7YF94ZJhy3Pn3zx/E0RiYrraKFWIS311RGnLbI9eznlpv2tLdoz4UE7WcKr2o6+13jgp3vciX+AjAqsjWvO2o0KjZDoLnArO5gnl8zmP/KwVDsCx5hhrQuMJEvu2mDyKkNeGAPAwR3hSsFHIiVrLcSPfWxi44yJuAxdddF4GaX6AZFRGXBQSE8yqwsTAdl1p49BnzyjYECuc5OQrmtwJz+0AuNj4HK/LZlEBM0cr9haAcNktJgeh9EGtJRLEmo45Gi+BL0ffsyoJPFnDv23pWVd0Ug8IBThf6TDibXViMtaIP91dAZ5cD8oOAVOCA8XZc/Id03jn48+3K9PQ/kjwRoFVH33QghRmFzdesGQj1S13eVfFn3dHCaNOKE+CBADIMVBZ6EUSCEEI2L+4C4nlYAXj85R9Q2nzQQVqXViGaKp6apLsMg5AltPtESAHn7LLgkbs9gQZMr2c+gCE0tyRH/UBYKYxDK2QpsAyy8fNG8g6JfyRg9gdl1WYiehD2hOFFIEaRn6YQqBkEOJKoKho82D8I2DQGaKNYnj4QPcibRBwBNiGswrdwAIv4umCoG0BwGXfYlu2nOcamXm5lMDqNHH5sUffoEpW0qyoswHZ9MAYiTiQfBXkm2sKC8ZcyxFC83RjKY2dkmLkKSbsaLTdMpiYRrSS1D1YvBmpIshbjyFofVCpuzw9llkhh3+MhXQZ5rPMhLM2dJKTC3oENfCAwAld5Ekae8S8mkaOV4ArMe5T12QhFsME7LaV+yz61LKpqhDBkiN/NhkK+cMusGujUntWfJEMfUwBakyIeYinH/VWUv39IbqiavFTQXU1GGKcWeW5Hb87j1J/vHqjIb5SoypS+LfvCoDgCV8pZlTNYkrxO0WleDGpAMiXQhdCV4hUIPKkxlYde2m0+St+QA8MTrNO2zprnL60LAS16nXaEVe3fqHV/MoIvgwSGY8LOxbkdUFFKvk/VrXk8vXnI9c8BS+oH3i9JG3Kufcmkz0jCuA0O1iqOYKl/+gfNTpmtMzm3OEsTK035UU3NbbmkyQaColb0l82XdVIkEm92n7iexVWD30XUGUStWBvVN8WDQRrhBbxgzzIl90gRrYKSidIficwPnBBclIe3cJ6zGE+zUDtA25ZkVo57mGyVGvA/6s/jcfLKVAcLSiIRTiyMExdplKw7T/UMDOaRoEjZrxtkbBM3jZbVDv+M7F26uGnu5aryRGg+rnzSVO3JPdpGcrly1NH7lfijE4qgwLj/z1VHh9zoqhMGe8jFX2FrAQirdLH3K5+/nfZiBHpX7JFZH8RbRlru9nit1/vzHQ312uZuklqjkYvbZ37lPGrDvAQG88J5QrGI0ts0Zn54zPpH1Hunlfi+p2ofu7Y49xdgDHbvfsU891TN2IifGjuUx0s4X3yPtrEg7P4Z2crhsU08Zy/zTu6XMa/HwZfVlVbXMjVLgv7yHAxf+aOzv3Stlb8bDc66szklgQMjpnIfETYWSOzBW9XJxuM5f0B3u034+XF+ad5B4WsD9jIL70ysKLTROAFB2pL7ISdi1zlhU00WoRsaEVEUxy8vtfbcCTHydPgWCyJ78FIxV6k7qwM991Oj8ttQcs8oMvK4tDha8OCSD4er66mEQ0J6U3w96ST/dNbH4Y2q+Q3DXv/obVseR+/5lPyAZyNcM+nsv8mpq6/cF46MfFUs/NTLa/9ZdMLIOmtS6ROqSwTh+Su/PGzWZVsEQfn8w/N6Dof3Kg+IlWRzS6W/roYcAnFboQfx6zprclk+Y2kacqzLfDzyfuS+0D98fknNsH0ritQgLkyES1KSf8aC4fkACX3UkEFVEv0bNS8eEA1Jn281XZFmeVt2BqjkoubUC3acmKuGXPkqdCs2denx17N+RyUX28+jCQeupx3MPh7GyxyIejAInyDWw/gGRFiFvlOGctwdDNZShdtt2To3ARoTIGlB0MVXt+PWYwmH5dH88UfYj9V8+AYZZ3G5UZ7le7b/r9Olqfbpcny7lba+3WzN3qC6/XZ+2aZGtmrlFnxJ952xK+vjF7IS5zpJFFqngyXCzSG7cvKEzJivREi3SEZDwBqmyhzapOsFQE4uX3OJWTHUi5hIroLQ03SunoIe6Wk9+JLQipOj3F+mWluz77w2Tm2VPIpauAxrj0CzepG3TiV1KxrI+FeIeh2PSPhaqhVxQWcowNVAf0xJxSqzDXfsUu15X9XoXp5j2UdMlmx3PCAl187ulBmpdJY55e94+HU4RQvXNWWRXCpjbjmbyw2Oy2VIkHkIKLgqBF8Wnd4OoFBE7v2q8SZwsWmAkAMH9HLquRQAU7aWixwYCrlCAqAV2u00HJL/rZSXuwhg+DAv1euNKBETSkl3xhaiL1Bv70E4Eq71kH4E5F45npSG0emta0gL/7GXlMddZObkV1ft2+Ndn3Tb6yEmoZfVRJiDBtepDa6fvgmZ0PadBlbiPfQPepYD9l4XFAAdKnQwYzoasgTrbR1wv7x9Kwxbppo9EwrbQQMktAOEIqL4lViQk2sEUbVKVKxEh6STF6gwBMf3cWy74E+X4oxY5YCKo4xAHFKtYE+jTaBrAEKFzo6+muhZqkCPbPluW2j/F2kNkwUQ7LpRsVXpKEaE9VcNwHvCbyeXqfyqOmEdA9Qp4Qjbhz4M+6CKJNedhPxOYl7JgXJCL+HxQt3qM3SsLSv3HI1C1ZWr5VVkv1HuP74ZjV8IuwnmKEw/42h3ytzeTnbq4251bPZItPSpitEXEfGaP548PgUoU8LYCqOsc0+KFwQP+ZbIxjlldaBUTkG+/a5rc+aiA/6hb6ZrT+DfwJtWqrwYZCewrn8Qb2QXJyKOoS1ZkduilaL/sCZO8NV9uzCZ5i5IzKf5ffsJRPNfUV/6S070vdJ8Wk7fG3MOFdU4bqggOSY55u/qr0+7Oiu6UN+0gNZfyHFT+YzOgbru7pXvmzvvUd4BwoVFS1W0v1tkCfEmDafGYUxGOf4Tu6M/fL+JBd8MCVTIDKpmPOCXTj2WXkQ5QP3m9Cg2u+FkkvDgW2JiN9uVbzVR+Qvs7j4XJ64Glrz83jl8MYFTo5r/blF7dROUO5N3N/orvM0ok4D8vUMEqu4sCCNURSk3diJa9fib3iPL9hXu5r0xFSQyKbcQ6WqSVGVgKqbnQ30YlPbQfOilRAjRVB+K8+x09HbDsDlXof/m+bps6kN2krS9BN95EQZ23zpw90vi3PiCNh2KH5d3IiEbMRUBfVzfs1jV5XWP/8Z1SV8yqniHKXmkmsRcFOyBuLAhpSurxoXEZNpSjz4Qi+HPlKHRxDF3NSOap/pRI9jJpvw8TfUIJHohlLwrjAgdB7ykdEEXGWYDLNFUpCterAPSaE0gv3KNhF/m4dQmC+KLublGwXfaXZJOsu0nEbTj+cJMo0K2Sy2Gi0XqiDXkVanb4ADJIjbCX1J+2p08DqZNjV0Mr2qfbVBhJ/GFPw0q4J4ZRffChyMq+6wNIPCgP2xP/XPs30CpTMdaNfYFRHPbkspOt3KMjW+bekNPTf0xT4Lc1WRSdt30ROmDKZYFibx/91bz0Y5qy3prSJZ24iX/QqKJLg5Cjwg2j3GRM/KKL2XiiNJ2FAFR4zUrpMn87FwF6If0tIcOCXoRi+23un1C5DyU2CGAMJdSCu4eh7h5q2Y+EUihRWOeFEv5syQt9/SOq8UZB17VphwiTJ6k7CgckRzj1G44jpF4OKuqLDCzxJShFVqEoYRppgQqJGjRrFRJ5Ie19Pm8vVirpHWCJP5V8gI9+TGeB5MpKaN8HaRHI5On+CcVs4217JkEA+4fOAC3qPlHSvaTVEJktxt4HU+mFx0IWfOahaChJ4wYRBzLxKVZ3u0b+Y3zgRtCjkgA6PSyoJK6QB/MkdTK8euQhid1ZZ/WDJpMt5/Lx6Yei+OlIPQfPl7pRJbLS3OiSlc650RaVG8LZQ+cg2WqrJEQuWM64C2wYozxYPcvwpVitEFumC8krZUMNQNeaT4m3guEMF7LwZUGiG24So4IfTGk630RsJq/UaWEeWVFcYEiJTLF/C8z8O2BmkYsjm/yy4VeRtz27/P1a/CuCnPIuhCkmee/CanzoMbe+kvM+sWl83S5cbUr3CvOmvpdvIab82ZHJ2+2ZbNRugA9MPagZWMnk5RrJsUPbgu0sfX++JB1tUdB8GU+F7ibqVxl7IiDPXM43tDS0dbfvuvIgQ0IwY/s+7qY+zRSqPEFYP8WHD7PAKZctS/AMHz7K0l9k6hluxz7L1AvMe66kuo/dLWacwIFoDb6cGbcvykzT3RqlE1BxXWfmNlqZ/NA6gEUKMFFGNyIgH7hKxlwy9uPkneDQ5LOOcjL1hSJlfwUk9cTjEgmQ2t9CL6nSRvJy6TONnw4U9zVepCfMQE0ksWbGNWyHNo/bnPevp2Xj3Hxq43TtHu7fiX/Oz9mMyfVE4U6wPewvPBbWoHbVCgx7+vrH+YBGXyu1xWHNaL0s0t6rwqpABGyDEXhVT92Z8ohyRvJynYSG1I2641VWy+9PkFzdJpOsN8oWDlPfM2p0/YkRq6tns7BANWs95LVDclou+vmjpspNWzuwaB/+rGwKj5oByQmPreaQLKpNcp31zRmNSvTO0pvRiEX7KfDZjymfTfPoyQLY3GfD+F0exJRKVbA28gVe+4dqHl/XfHI+1UHoZM13G8V/pzwsoL5gRJGAyqn0k7yCMHZtcvfLHATTHjjQGohVMWHw1abUb3Z9ZPd6LpxidRn87s7jn3vqcfy5np1IcQFTB3OROdy59MdUTK3dYffVE+KviUIV8+siWTlq9BdZr60qx8c4EOXDQsoQEnQlcxtn/1Am0ScHhmqBY6QOo9Ur6MCDubnNxnLuw9aYEqGqUJXdU5jGiicxKmCk1qe33/4PNN3sxuWURNknIhPAsvmy+6xRthrAekas7YVdXc1XXU3ibZOLzxXWXctDaVHyq55T4pV79kTKLKuvItKwU4lqKGjHBfZZY/hqQUNHAhDeaW9c7MKeVSgtiudBHAinJMoWYmusVSuKX6xIV0TIsFfuZYYi1BclBCESYteuA6kNDOgPuEWrdkzRjo4zxqw3OFfinXJd9ZOhhrM9b0Rb7dk09DXmWaI5ZWuJaHuJC2u6xL3ap9sNfh79lopz+Ir9Wvdq7m0UXASyxnCqo83pmtSFjP3QA2zPl+1YjdesiTPtOiB+0HUxXu6QJrRvAuOy58hGaxp17I+uOFcH297asVuXkkvV++QebZi8Ku71Nvs0RNRQDJM9FRnEJ2QQEthbEn8pFBNYb0Masuzc5ZwVozrldlHu/r0083vsC1gq4hKOnLkS0VzZR0NDPGQKua0KMRqsVhmdWpfeWuuSbNJ+6d2hffFeOm2r40MO95NLpBoHCQZ0/wOh/dHHZM+5PUS1lnvvgoCaTeF0iQaOG5nkf9DJ5n5g0V34bo8g/9pgroAOJHDDVxPTwUNULuS7SRBAvkqxvMd1m0YgnLfCuHF1lG0p/IwwTYkg9xlrQWWwJ9bChcPtW91z79Grfd0NHI9XfK9v1dZSQ9C5DD0NbzDcMBNBB3o7BXrb5VGBVLe5b4saki2x7/5i1ZmFoS5libyadSXGET8xf8rN5LDa2OG02HFZkbvkDAwHHy3XSrzFtT4nP4sHZMdeWEFWTvs48P0gZyVJ8DhxoRGysf2ch9rlNL6hyhByyoWiukKdUiPCw1OzVNhSKAxMmY7AViIuiUVCCJf1rGT8SinpOLcGQ5Hp6gmEeA0Ljt+iZT0X79LDqsJFkQnnp/4mjzQX5IJ4mGoT84IeYe3wVYcjr+MdJkefAXnHqIIoedWZgY3bjGJMKT+6ADrWKsml8Zd8cGOuX6umoYhQ6RixRpNsTXxZscmIf0A7eF3V0LuZwmyAkpOW1uLEIjJ7PJkbvJfYbmkxKzl9rPe1YR3rn5HvS35wRj5FwTuAAXTdNmFHUiNyAwhiaQkpP5a6SImDhpMhrmISVKrWDTEVBKYMEy2b/q/k1Txgwc2BCmSwOP0D4f98kphJrHh8X8nrd1TEfQqCE3joEYVzy0x8VlJF7DTZb54+oBF107UywB7LsgJ58/3uWl9FPVLQgimA41wAx5xl7NQMkL3sJqS6BZCGrQxDbXFhGVO4Ei7WqmmfdKPBhdzEGwiu9s/4Q5nSwa5rzV9H8p76drVYMkGvv68KakFG0B+n/TZs1frTATLSnoqtGjd1AsbsQ/SOinWAJUl0Hpt0My/gQldS53NiDJwLXVxxBMNebo1tqsIklVyOkZKhP/XYcbd1r6d1twWjzRlblMFW6FqI6crmAhSpsUxmyVhVdhoqtU3AmjSZrm2mVEo3uQCZTfRoMUQvIp1ttkXaGGV1ZvjrUBPMhkMpS2kxdzIpt2VNubIMMt2iRWFgbFiqD6X8nlLBhqVKKBX0lAo3LIVZ481qqWjDUgWUinpKFTYsFaFUoadU0ZXy1pQKUaroTmlttm9v1jY7OzMd5E2CtwKHe+UcnN56MGl9RfxeVaSQDtBDXkj7uZgFWgol3PpIoQXuuCiFonQ5XruADKkbxMhASAWmCkxFTLEQtcRB8pWYNDhIfJVd50GyFYl0GOwSoRU9rKgCxY9P+141P6lHmbrsdk5Xt2VXNZQsSjZlIsiKErAW1JS5F9UAglznBbNAGFsfhQXIGvPR0HfMj0qDeGDJn2JOO6aHH6KgmhagSUTQnstoOa71B/lmnuMfGHQlrSr2nqk/8M4dhrO/3UcyCCW6OOuX8xlZhWmal7gwah+UyXu/uqd50o/KOOOh9dCGyFXGzUoYGzSITlOP2YjtSz5M99NeOa+F0nLsyvm6QzYWrgr3QM8JQqK/Wm2YUOje14aCPK5QGG5yhXqFxbCZ5jNVgjC+W03EoKuLS+yRn0dD8tyfWEO0G6wGwhFAEQEUAa3Xgy/8fm/H8wB+MSRS/2D8Pk+0hlxojJiXuJN30No1GNReIMcK9QABTcUgeY1z9I2Yc8bU2FstzaBSb23xq2SmVc+5yIyWHDUKnYDOQENQfNrvHtOJnNtFLMWCi61nc9M2OTCUFdXFLvoZd4YphHyyMm4V2rK4VCB5tZSOK23Z75q8JE9cVmxCb6MRS7YoJ/HSgvCJ5OqxPMq2kq1rZq82IdyVnVHrkMDOILHqZ5NBosKQmgIv3F3ze3RvRieKhssABt8+96TSZDG5RiPKfPuNJ8Nc6IYCmrSYbFIFy8/jYDQkTqnfi//Q94pnHKQUyBWp4UtYE5QQG9b6rMZVlPP1hnZCfIntfbBBQ+P7nmymlak10FObcD88LcnU/8mMZ+WhWh93G6HxonUVZgwxoLz4rhkH09B1Kk6npQNDAlSbrAJVA33VPiyTK0hBZ6vGqRjZkfAKAS4aj0ly4D3qWPsXI+cge0DuKfsRkHtD4jXyryZY0YpaksVkd+aMfmRP2z99TLVc0m8ar4IZLKH3VOWSeJBk81bdP+LElmWjr6SYFpy3reisKIcgJ39Nz7+WuM0snhU3G9IQD80GM6nEPZ4+/dsGqBw5NwhbPhD/qecUfnvaHBAuonSiEYD29IDLtFfR09IaNZ48FY7ZU3zCJAacbU+jfwGFngj0qKThbtT62r48VY7Z56V23la3ccuzvkaHuq5qIE+bj9nvbFi12/JqWyFFlg/jx89ZZQBJFAnBHFDm2OTB4uScMWWNs3qIqNdOlEJdpmSUwaidBxR7TWaEiuh88jQaE2ZdBdIkUzJ43uj95XpOa41RJj5DIZxQ2w7yExfkvnpGsymuBYlVEtwIeGiukJutuY+s6A6EkDTScRECdAi9ktgthG//8ZfC5JpapARNPc1u3ice3QiWtyLAWFXFsnGhKVZMLxVBylZ1wz7meWx14kzbPpE89tMfCW2fRPWUBmTvUyMrOMUu7Al1XYD9DvY1o5gj3UYSzgpR7qsE9OW4I2/dPbNQXTuQNNz9Wy+HaNqKuFEbkbw/Oqjr+naMQmO8nAvcAbB7RhnKEtsu5L5GAjqQ/UqelBfHcI+vMdQ3VMpD3cfWtqVLcZnnnkae41PXUO9Zcm7lx1EY+ibyoiAK1M00bf0DAy4VHxAX73LbBTQvqse3LbTG4wvxQ75zsG7NIg0H5pHzNFQvY3FNd+C0UeD7gSehhhURl/aleSxmgf435ixLE+pUdy4ar+vDPyjYgrb3DTAEqSgtaIzxVaKeiQeQOyVy0ssTfM3NrIJIInGwh243wWMshlqD6HSffCjAUElF386Fdx5PbIRsPup16xR0oKtaEYcDvi5n4hiRNgrFKv5FX322z7pjbzzAf0PNl+8QdL/cUMr0QGCkKrXEx23XszIppyJRETySFcgm1zY5UER8acopDAG/fmLBl+AjPQAXtoSpJ/s0cklOuFLSRnZ3s+esdbA+uqTnrLWcsNsuNWQLSDyj/RoB9RAjObbLPrSeN2PQQwctnfxUqCcat6O9D34qjz3Rk3w7NPo9DzGvbNKYejmsPAs+BAg/a8SBtsO/3n2KoT/3y+fhpGAC3YgJDkiOcezy1Ku6Gqwv50QCCZq0/tqDDyDGm7red6dwLTOwxZN/xvOhEcTOxb7aYuYTq+yVehTYn05254go/uk3d8+w+rlnYjXeI8hkoSoSayrKWKUpWk1yZSqBm7IHy4D51Luhqi404dBR/AbnlFR7LVAlTcRraH/aO+C0NJ7FMnGXSeXnW1Hwpz352T/kTrt74ojLZVGaS4yqyFvV1buy6DkJ2iirD3gNOd8lX6Hwg0JYiKBPli0DT/78g8CC5JwhJ7fffzIPswQXR5ESYzrukbwhyShqSI2NVut84d7QFqSOJ0UYpv+tD0heXuSed4W2JEVCKULC/OX7JC8v8iH0XNbjC1KkL5WYc+YNqTy+SJmir1opI3w07idxaq/9o4+HvJizYY1fuz/k1VPja6jxtd4av+d5peV8F8P07rzROydbDBrawSMwug0X6faFSAI7LIphNyxCPkECQpvOmSwt2ZIEFvWpdgskKUtgkfXScidl2GxBQiGT24ZqpTwKsswWy+6sCoMzJXBJdu4lmN8Xw88FZIRoJWgp3Tyk+4ucCFnQdBbKPIZkU8fLhVqPWigo5mtawqOEYiknC+PiwD6LFC3wRQG3nhf7aJr2bMkyFEjasqPjQ0qBN6yJZgqUn4oTUYKZugpTXUWWmPMVNV5UfUoOkZG6SKf3xkFh2btbmvyO5yKkuCEiX7NJ3lyL1JsL62lal6LHmwtboVnTT5o4by4UIHpzvR5nH5Nf8OgE6tnF2KhA4GuL4t7a4L0RHrfBC1+cWBu1iIG9g96BEnGi5CAqgwhyjqmHNQIFuJtR3PMxGllD8eWXNFy55MKVxYv7Le6zQgd5ztMleF7ugNUe/xt6okgMylOeun/tc14zefWYhk1/y7lAxekaMX5T1ud5T08YlRjTyoxvcBMC9+c8KhtpcGHwnJf1MR4UWpT4I/o+KaI6K+RBCe7DQuXuI/fmysmtkPwlPbv1Vw7E6icHhBKeWlVeyn13hsKqmV5SJ63q3lTcdHcvsFtE6pWcZsSdui2CVcwtqomdiBhlUHssXqiS/WOwn9vyDwC5nYCSNIg56pdXcN8u218hTautwojf3rQF1WUhv5Pbob347psJmldO3qJ5BXdGvSSbcfzUiL+D3lcWKiT/btTsdg9FPlwkyf/uoXaktRMJrr6ju6vG6PsShirqfQCmfntFIcgPc+BnmKv7GY14uU079uznP+PUg61xz/cBpIHN0hWVfcHE5BY9gE3Q/O29DjSBO1ok4tztwKoGBBwc2ONfCnO2KKN1O62edqyBoN/2+NWhIk8vFMeqoY71257Y/Oi3jCIPu4hhzuxSaHQ2sPRah2Ax/NZSWuRpBY7jnT6G2x3gz+cDNLaKlz+mrbgZlCQ/XJsvjXiAWaBTdmHfjBOseV2txM8RVo+nilEuB6g9seTYN2q+TWpa8f3LTq7HnVxCo3vUD/CRQ9GL/AqUyRW/oiMzosRWRYltsYWJT+9GHpPqQt8Fp3lQhXTOwx4cRilHa/n2FER/VhzjOZCiHO4r62ZQSZEXUimuSSBEaRUUStqpJ2HZDnpuDW6hlfod0Q0POjOjpDqh2y8LqC351KjCbsRRoCctVnU9lbU3yBKQbd9KteZvIr+oB152a0CncKxnPb13jzNGWtFTnszDFBJCUOjh8t408U2GEx2sBqtfRynZ25v98r09RpHTWij2SC8lR2U//IKLYsoZ20QldeagsZ+Bflrwin6xGBlC9CTNKb9QKAQFNs/vMNiIO2H2kQdEn6pGEvIpX/cq7q+GtihvfwJvi3hLg76oH/iK+eWoWN7+It7GeBuQjPSrXiE/1hTK208/oOqcbwPZBNS6nqv7YVfXs30kFY/iolRxm6rfgU1O5smg2OSOMYaIdANib6Qdx9OIst9J7JDNwivHmw5boH5rbVDiUBqyfqAY/FXPHZhxm04iaL6qQgqjKyuAS1x2tV8E6/vA8YudrOxMCH43CH2XF6WBIj3j9lGeuhQliJuP5ZaL9QnSPnnQgkGnKfHUPKcQX+Z3a2dlOT8pW/JlnmVxn+1Ji3psVpSOZzVktJKfuI0/mXm5cyemBNPTHLr1LoG3Tu/hxhrmw9XVL+3w+1JGlCGFrS+2aEVQtRhLhDIwvBjfTv8DI2MOuZAOYQu0tLhtzgPKoYs0OH06WNS211pTPVmpv9cz7otBLZ7OucuTg7tyvMxf1A8fSnRFezHzW+qIfNQdldKvdXSP7qBnGERO3pcYEbzseIOoPYF706cfprq1+xmqnoCBD7qz0Imc93XflRIaDpyfHgY422K8V/7tq1Q+NufcV/xIi8cNiNjp5zxZwfCqzHcnZ9RgF0eNr8fKeHBPMsirPNEaB3r3zNZG1/fE1Xs9kfUHayb3xpl4r3xyiaThyYlihuGVnOSvCFAi6rTGiv9QUHUl55bL3FLxakEehoRhds9cusZCbUycNRX9ioFYPbeJ00TtnTxN2+Y23ecWq+Y2JyPX9XtrrCdVg3ir6Y58dZQBBvYHEgDhdGUyTJqYUPxl5xyyJN+8d3y0r0lTZlVxLqviDDI8Mwxi1ZTZ6H2gcQBoMStvGAaBOhuGQTB/ozAIpzOrHSXU6AYQxNISUn4sdZGSMAhOJpZgA9GWy2cLgygTJnTkSRhEpGEQUVoWj5CGQUTc+nVhEPXulpFEwuWcRL6xuZzHs8qJfT3KH9JWCxSfsaD6MZfc+tHgGticyvDU+nl9NwSnoiE4urM1nX9SSnbrnIngqXuUXMTvnvZyx6WFPqbjfTSel/X7nrAcbfBaPYzmdXcOIGU6zPG7OaZFdtWyAwdsqdNSk/pxHyb1Kk2pOcA4nmbS0Igq9X4PZJESXGD7+VNtJoe7wuAWPV6jexvqXeUemPrzQ9lzHDFVLDRu/WphlPTro+Cuiq+pM/7K41VdGR1C1idOxj73etzFU6hyJ2Pr0/1mGaKLptJzjkUmb9BYWB2k3x1kyQ0SJjwHGekg1QfJsKwSw7GKboc86nr3o/j67jan+5AC1kYsfHqLFApUiiYybvq74/OnvQNU3riaxq2mwv436Axi/Lz7DuzneBd3y2vUSn/pAT0hKkGb+cEtqHCL9nn3lQBf4zl1m/5FT+HDl758bNFt+qDtn87TslkvH9djD6H2EHSbkYZO3g1lyPiyjcdPPva08+81YiyM3yTST5xyvnzJrksgwQ1u61eDbyk5kAn8IkEeGJK7f2BIvmgr9VXs8bhlKY5//UrPyMeQn7wya7Ra863srrtMdrzempuaO8L0XXfdjozhbKk1dU293dg/mY1m57/xpmtvOnjw5vOzu8xwtlBv1Wfb2eid5s5spnGsMYMS2tRwNttot+tHGniZdRpv7+BN52gjPTw100gn6nNz8530UCPlh42zu4azmfmJunwoORt9653ZwtET7amJ+sz1LpcdHFo6YRqzC50T5uhUuzPfOmEWWvPHptp4ndaP1Kfm0sOt+dmUfaC3RmuuPpN2S2BC6S03XZ/Oz82cMDONI/WJE6a1NCelD9Vn6nMTGNTRxsR0Ojd/3NRnZvB7ZGYer96GxtiM4RxMXb7mfCXGkh6f6hydX+qwD375+W1Tk9J6Or/QmGtLwzMYp2nP1lsdc0V7ojW1gPsulzjcqh+Zbcx1DD893eHkRlyDI65B0zh8uIEbWxIwNzCpdKoNkC006p3G5N5U4dlqd9Azxj+/NNdpm3p6PksRvofnOZHGZHroRNo5Pp8ebby9PtmYmJoFaCanjkyh9MT8XAeTapvO/PzIbH3uxEi3r7aZmW93ep+BB72P7H5xqdE6kR6tt9PZ+VYDI6rPpZdcnPaUml/QD2BPLGHVZg+6J0y6g0Vp76pPTvY+r75YaDUOax+33LSfM5qZnzsCCEgXl1/06osxq04DFWbq7aO4O3RrG8E/szQ3jaWcWx2vyeHWm1U/PjJxFI8TfCIsWvMzPTkzU/it9+bk4zk6PzPZTuupq5OulrjK4chc/djUEfR3Qad+6MpDrfnjbbyca7Q5guOt+sICHg/VJ0fmlmYPIdmdd2d+YWnB4L2ZmJlfmmxPLeRzMYeX5qRtc3i+NavddOfJb42PuLzV744bNwomcxLrjhAAyenDgNhmRkCbMyNTc5wk1lKQKG0vTRxNVxtUpNMxs4SgPOsBy6Z0YIYUcEtrBuxhtV42Orc0MyPdsNBE4+Dhw3ONjnxCvb7UmZfEsanJhqaOtGc1Z35qoiEpGSDbM/X2tDneOMTcQ/WJadNp1admALoRwQQpePPR1vzSkaMGRHCUpI+BHm8BfQTLiUfGcbkzeAhgOZouzLc69ZnhVDlAl50Mb8xYZBWxmhMg55HG3MT8JDMJJvcp+JcDkEC4dK7RmBSYbljYYTnp9lh9BtzklpvHRy5P64dJ9qBaLXkUVAFMnsFKHmsAwsJestFOa6kBFjw/7ZI5VqAlPOWoaBwvG1lamORj7yzyPMcN80d0t9Tu6ehwfaad96TphaUWkB8JgLrNGUjPw+kh8EZOpr20QHgCP4hVWJI5Fm3MNszU3FyjNaJf3O+O2D126Qycpc5lBBBWXwE72+CVM5MUIURSrrwDFWu6kle0OydmGmS6cnccQvAzfaOjN2CwVAEfGgEjAuc6WwkyJPQM4Hy/UiBfwO4sBcBx01mimbxenDTTU3OTZqLtEAXAGcmTOTxWnwVbwDzynBxExC1Bq54Xa8l37YvvC7m86NsmZifNqmhD9911lHc5A3RL4xhaelx6AIPG42iO0sfrc6y2VpBxYfPxCZbuBXRYeurIHCTJBrPoqYs3GxRPc6Hq5nPe+verUsmVQCNzvQytzh67FRSdicP1vMB8i4gCmU0JX+9QkSEgyXNQpZ7uYolRtNoGK5OWBVgywR7Ar2EAUrErP9J1a7S+qOBqF7jaj/Rx9irTjRML9UlyjXncUO64jOy1qkalkE+rmdc6fWBt7g1Otq7NfcPSFBSm68CT1+YfkP7W5oFhS8bt5jZz+113DZezifmZpdm5AyAAaIZLncMX7bkWo71lDjSS4XVL/wsMqIPmdjxOzR1boyGCkc+Mvb0xscSs1893pg5Prb7uUUyZdrxenjIsZ0NSd2bbhU3U0f3RTmehPbpr1+T8RHvnfL091R4h7e6cbx3ZJf/fhvs9dvHOi3bu3gUNo96p775o13x7l7bR1gLKveojUmxnsw25h7EfA8KJCMwkX2a31DMPasiTLfDzFlMkZxTV/y8FavRq7d1aO2uji7nO1MSbznjTWprRyfUSDxCll2Tb8yABkYpKuqJP9VCsuSrXcs1Vq/IbD2zjyh6ecKWhZmOgAbY7eyGV8bO4NI9f4t8c7jO4juASnsL8maU2Ci7M47exuATpgTLzxw/VW8idXWBByOa9BrS217TnZ/DTmJ2S9qbmJ107e4294Ua2sjDaVZBGKZ9gfbSmOicyPhAO++cmG2/HE4yLo42ZhVUzhIWPgpNd11BdXO2L1Zdn2C2s0BHpB6QB5DRr/vBh6GySpCJ6cPVRwXctOGtbqnRl5bCzjVgIk5qdauv64VGpYbWva1efG3OT3SdMZrJxuA7KAKEenjqy1Mrto9z86tECxHCTJmYac0c6R7tjvT5/RK2pOczUgNyOuHak++s1WzrvpruA4eyJOzfqE+DUWqJe656H78zIeNy8XAKWDXkV0+U7s6lJl5CV4gOVKHCBy8ELoZWnF6Toub2Ogw4DedMNGTlkAXk3DZa9EEZQ29PzL95jLjK7TYbpTB3GmvQYkwqYjLYoqN7c0gZPdUxa2PpaUUVB3B5WIUR1pGsD7jR2crLHABwm9+/Upxs9ZdL68ToK3sxc12xHLdW91AjWvT2LOHbFblzD2JWvgqh7BMKhxmGaYQDHkXmwa+DqvMBvZ2rbzMXiAqxQZEEsJ5QLOKsZvOICUVHaAsWd5o1YALKPs9h1e1X1h8kK4M0fXjNasUR3mrHVYZKQCDvVad0o16vBGOBOXQtOp0eGLhyF0jicsunuI5RqqEdO00sddnEgeSM0ideOy8nsO5S1dnPvwAoCUO2d5s2COPV8YGkbugBHff7Fr9LeBWypk6tif4ob4CzG9U5zrbgUZGEXGjM0UkZ78EoVN+LtBPTnkXYDM6ZavzMVfCBOY9nTqbXA7VWcum11xw7IqbiX8XYZpDLvP1v5+eGu36K+AbKB/eYt9WhFeY32Qh26r7aA6jONuqzaK9PD89oAoEjziKgPINAWdKjN2uQ06aFWoz6NJiA52jJClUFnWNFEUQdlrGObi3AcAOwdXJc02qoJOoQUKm6LrXUGgm28IDJTWQqgy6rE22hhXPfnXzwuc+6CEMM4/xLr8gSMG6uAG/KB83I+IOxDmdd5inaXOIV6ir4y2q1A4fmcVYEfcBl7de2c3PeKvuU01YZCmjpqO52cT9XzxtZSURMcqTfqa3Tsedg52sNajbPTbswcXu1p2Kn+k67C62no1lcXR5CLtXv4ZxdHZcILEJOygnPKqcy1ObWeuQB7z0q8HOVsiinuTEn8HDMZgBD8lNrfaPpAo7GQ5nYT0Xiq15U0vAFHmpuYWZpk1Zw3uI43ms6/hUEPC/xGHdajJKCwgBnMdXZciEXj4AhPyD8+dMEg/w9dOuKs5js2GAEm36WqvcRYEjFBcv7Fu3eaYbMTtAe5uMNcIHpCrwu3JyN3Cn8/aWqcb6iBdWt31A0gi4DOTKlSrvbFUOWzRq61v3FpAuykfXhpRtWVu27HX/msRUSDcmWGy8aYK/s9swvXHbi+Fnhmc8Eze3F5oWd+FtcPIv0Y7v38jwPP8q+MMv/LoM66/L+LPPMP4Zn5f4n8X9ug/D2+Z95UPLOf9yF/YIP8d2K8r3L555Q884VA04so/2LhzPwllB0un9nO4xjJX/edmf9N5F23QfnfRvvnbJD/D4TRBvl3oP8f3iDf9A/2l/r7B/xioVQqYv4VDwhkzGPuPo37y3G/BvdX4P5u3Edx/znch3G/HferOV/cr8T9Vtxfg/sJ3N+G+y24X4H7j+N+Hu434H4+7h/HfSfuDdxfifte3K/CfR/uGe4fxn0v7j+J+y7cDx2ea3WO7Tbb7zzvTvw7/4qrrjj//ZjTXQ72O4f3jtauuvD2u9ZN7xcihf2v4PoWribW5I+AD58EvJ+NPfMC0h8BLN+J/PfjuhftPYXrJ3F9BdeVqP8lwDRC3QtxvRM4uoy8o0iPYF2XUOd5tOOjjVfhOo78QaxZDe+uw7vfQN5juD+Dfv4C7T2C6ybU/1ncfxHlzsH7+9DmD6DeOJ7/Hs/LuC+iz99CG/8Zzx/A/Vu4fwx5z6LuJJ5XkN6B69dRrx9tX4D3f1ZSWNyF5wdwvRvXSVxP4PoSrvNQ/gbc34qyE7hmQy1POP4+xvgiYPIWT+bi+/KGKc8ESIU9V7Au3Xvlefm/0//KfwznDqNCsdTnMspxpdo/cPYK/6f3/4//7cZ6zQO2Q4DrFlxPnuMJjD4AuEa43wfYF3D/ETwX+X+5/hv/jG9Kxr+6ZEqhSfCrf6Ud+B3Gnye/6//6TGL8tM/4K54r96/9K6NfXhVc/zf1ffkDrfv/n/+RL2UvUb70l1uUL70vUb60f4vypfu3KF8qbFK+9JbNypduSZQvbd2ifOnTg8qXBhPlS5XNypd+P1G+9FublC8tDyhf+oXNypf2vUT50s8PKF/aMah86T+9RPnS1KDypTdvUr70vUHlS9/rV750+YDypRc2K1+qD6zKnd0XXXzJpa/ac9nlr7bXXHvd2Lj532emhns=';

/** The longest URI, in bytes. */
const MAX_LENGTH = 8192;
/** From this size on a text is not linted, in bytes. */
const MAX_TEXT = 64 * 1024 * 1024;
/** A text beyond this gets a memory of its own, which goes away with it. */
const MAX_SHARED = 1024 * 1024;
const MAX_SCHEMES = 16;
const MAX_SCHEME = 255;
/** The most parameters that build() looks at; no command has as many. */
const MAX_PARAMETERS = 32;
const DEFAULT_SCHEME = 'cloudsip';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What the text holds, base64 and deflated. */
async function inflate(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const pieces = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces).arrayBuffer();
    pieces.push(value);
  }
}

const module = await WebAssembly.compile(await inflate(wasm));

/** A URI that is refused; `code` is that of the refusal. */
class CommandUriError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'CommandUriError';
    this.code = code;
  }
}

/** The bytes of a text. A surrogate without its other half becomes three bytes that are no UTF-8,
 * and is refused as such, instead of turning into another character. */
function encode(text) {
  if (text instanceof Uint8Array) return text;
  if (typeof text !== 'string') throw new TypeError('a string or Uint8Array is expected');
  if (!/\p{Surrogate}/u.test(text)) return encoder.encode(text);
  const pieces = text.split(/(\p{Surrogate})/u).map((piece) => {
    const unit = piece.charCodeAt(0);
    return /^\p{Surrogate}$/u.test(piece)
      ? [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]
      : encoder.encode(piece);
  });
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** One WebAssembly instance with its memory. */
class Engine {
  constructor() {
    this.emitted = () => {};
    this.exports = new WebAssembly.Instance(module, {
      cmduri: {
        emit: (at, length) => this.emitted(new Uint8Array(this.exports.memory.buffer, at, length)),
      },
    }).exports;
  }

  /** Puts byte arrays, one after the other, where the library reads its input. */
  put(...parts) {
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    let at = this.exports.reserve(size) >>> 0;
    if (at === 0) throw new RangeError('the text is too large');
    const memory = new Uint8Array(this.exports.memory.buffer);
    for (const part of parts) {
      memory.set(part, at);
      at += part.length;
    }
  }

  /** Texts with their lengths before them. */
  putTexts(texts) {
    this.put(
      ...texts.flatMap((text) => {
        const bytes = encode(text);
        const length = new Uint8Array(4);
        new DataView(length.buffer).setUint32(0, bytes.length, true);
        return [length, bytes];
      }),
    );
  }

  /** Which schemes carry commands; undefined for the default one alone. */
  useSchemes(schemes = []) {
    const names = [...schemes];
    if (names.length > MAX_SCHEMES) throw new RangeError(`more than ${MAX_SCHEMES} schemes`);
    let at = this.exports.schemes();
    const memory = new Uint8Array(this.exports.memory.buffer);
    for (const name of names) {
      if (typeof name !== 'string' || name.length > MAX_SCHEME || !/^[a-z][a-z0-9+.-]*$/i.test(name))
        throw new CommandUriError('unknown-scheme', `'${name}' is not a scheme that can carry commands`);
      memory.set(encoder.encode(`${name}\0`), at);
      at += name.length + 1;
    }
    if (!this.exports.useSchemes(names.length))
      throw new CommandUriError('unknown-scheme', 'app and cscommand cannot carry commands of others');
  }

  /** Calls an export; the objects that it emits. */
  collect(name, ...values) {
    const objects = [];
    this.emitted = (bytes) => objects.push(JSON.parse(decoder.decode(bytes)));
    try {
      this.exports[name](...values);
    } finally {
      this.emitted = () => {};
    }
    return objects;
  }
}

const shared = new Engine();

/** Text or bytes, cut to what suffices to know that they are too long. */
function bounded(text) {
  const bytes = encode(typeof text === 'string' ? text.slice(0, MAX_LENGTH + 1) : text);
  return bytes.subarray(0, MAX_LENGTH + 1);
}

function parse(uri, { schemes } = {}) {
  const bytes = bounded(uri);
  shared.useSchemes(schemes);
  shared.put(bytes);
  const [result, more] = shared.collect('parse', bytes.length);
  return { ...result, ...more };
}

function finish([result]) {
  if (!result.ok) throw new CommandUriError(result.error, result.message);
  return result.uri;
}

/** A scheme as the library takes it, or nothing. */
function schemeText(scheme) {
  if (scheme === undefined || scheme === null) return '\0';
  shared.useSchemes([scheme]);
  return `${scheme}\0`;
}

function build(command, params = {}, { scheme } = {}) {
  const texts = [schemeText(scheme), bounded(command)];
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined && value !== null);
  if (pairs.length > MAX_PARAMETERS)
    throw new CommandUriError('too-many-parameters', `more than ${MAX_PARAMETERS} parameters`);
  for (const [name, value] of pairs)
    texts.push(bounded(name), bounded(typeof value === 'boolean' ? String(value) : value));
  shared.putTexts(texts);
  return finish(shared.collect('build', pairs.length));
}

function buildCall(number, { scheme = DEFAULT_SCHEME, dialAction } = {}) {
  shared.putTexts([schemeText(scheme), bounded(number), bounded(dialAction ?? '')]);
  return finish(shared.collect('buildCall'));
}

function wrap(uri, { scheme = DEFAULT_SCHEME, schemes } = {}) {
  const result = parse(uri, { schemes: schemes ?? [scheme] });
  if (!result.ok) throw new CommandUriError(result.error, result.message);
  if (result.kind === 'call') throw new CommandUriError('inner-scheme', 'a call needs no wrapper');
  return build(result.command, result.params, { scheme });
}

function lint(text, { schemes } = {}) {
  const bytes = encode(text);
  if (bytes.length >= MAX_TEXT) throw new RangeError('the text is too large');
  const engine = bytes.length > MAX_SHARED ? new Engine() : shared;
  engine.useSchemes(schemes);
  engine.put(bytes);
  return engine
    .collect('lint', bytes.length)
    .map(({ start, length, ...finding }) => ({
      ...finding,
      uri: decoder.decode(bytes.subarray(start, start + length)),
    }));
}

/** A SARIF log that is written while files come in; `write` gets its text piece by piece. */
class SarifLog {
  #engine = new Engine();
  #results = 0;
  #unreadable = [];
  #write;

  constructor(write, { schemes } = {}) {
    this.#write = write;
    this.#engine.useSchemes(schemes);
    this.#run('sarifBegin');
  }

  /** Runs an export and passes on, as one piece, what it emits. */
  #run(name, ...values) {
    const stream = new TextDecoder('utf-8', { ignoreBOM: true });
    const pieces = [];
    this.#engine.emitted = (bytes) => pieces.push(stream.decode(bytes, { stream: true }));
    const result = this.#engine.exports[name](...values);
    this.#write(pieces.join(''));
    return result;
  }

  /** Lints a file, null for one that could not be read; whether there was something to find. */
  add(name, text) {
    const nameBytes = encode(name);
    const bytes = text === null ? null : encode(text);
    if (bytes === null || bytes.length >= MAX_TEXT) {
      this.#unreadable.push(nameBytes);
      return false;
    }
    this.#engine.put(nameBytes, bytes);
    const results = this.#run('sarifFile', nameBytes.length, bytes.length);
    const more = results > this.#results;
    this.#results = results;
    return more;
  }

  end() {
    this.#run('sarifFinishResults');
    for (const name of this.#unreadable) {
      this.#engine.put(name);
      this.#run('sarifUnreadable', name.length);
    }
    this.#run('sarifEnd');
  }
}

function sarif(files, options) {
  const pieces = [];
  const log = new SarifLog((piece) => pieces.push(piece), options);
  for (const { name, text } of files) log.add(name, text);
  log.end();
  return pieces.join('');
}

function commands() {
  return shared.collect('commands');
}

function dialActions() {
  return shared.collect('dialActions');
}

function resolveProductId(requested, applicationId, candidates) {
  let best = null;
  for (const candidate of candidates) {
    shared.putTexts([requested, candidate, applicationId]);
    const match = shared.exports.matchProduct();
    if (match === 2) return candidate;
    if (match === 1) best ??= candidate;
  }
  return best;
}

return {
  CommandUriError,
  MAX_LENGTH,
  SarifLog,
  build,
  buildCall,
  commands,
  dialActions,
  lint,
  parse,
  resolveProductId,
  sarif,
  wrap,
};
})();
